const numbers = new Intl.NumberFormat("en");

/** "1 user", "1,200 users". */
export function plural(count: number, singular: string, pluralForm = `${singular}s`): string {
  return `${numbers.format(count)} ${count === 1 ? singular : pluralForm}`;
}

/** "42 users", "More than 1,000 users". */
export function total(
  { count, more }: { readonly count: number; readonly more: boolean },
  singular: string,
  pluralForm?: string,
): string {
  return more ? `More than ${plural(count, singular, pluralForm)}` : plural(count, singular, pluralForm);
}

/** The database counts no further. */
export const MAX_COUNT = 1000;

/** Formats a capped count: "42", "1,000+". */
export function upTo(count: number): string {
  return count > MAX_COUNT ? `${numbers.format(MAX_COUNT)}+` : numbers.format(count);
}

/** "1 person", "42 people", "1,000+ people". */
export function pluralUpTo(count: number, singular: string, pluralForm = `${singular}s`): string {
  return `${upTo(count)} ${count === 1 ? singular : pluralForm}`;
}
