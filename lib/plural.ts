const numbers = new Intl.NumberFormat("en");

/** "1 user", "1,200 users". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

/** "42 users", "More than 1,000 users". */
export function total(
  { count, more }: { readonly count: number; readonly more: boolean },
  one: string,
  many?: string,
): string {
  return more ? `More than ${plural(count, one, many)}` : plural(count, one, many);
}

const COUNTED = 1000;

/** A number that is counted no further than 1,000: what is above reads "1,000+". */
export function upTo(count: number): string {
  return count > COUNTED ? `${numbers.format(COUNTED)}+` : numbers.format(count);
}

/** "1 person", "42 people", "1,000+ people". */
export function pluralUpTo(count: number, one: string, many = `${one}s`): string {
  return `${upTo(count)} ${count === 1 ? one : many}`;
}
