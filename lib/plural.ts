const numbers = new Intl.NumberFormat("en");

/** "1,200". */
export function formatNumber(count: number): string {
  return numbers.format(count);
}

/** "42", "1,000+". */
export function formatTotal({ count, more }: { readonly count: number; readonly more: boolean }): string {
  return more ? `${numbers.format(count)}+` : numbers.format(count);
}

/** The database counts no further. */
export const MAX_COUNT = 1000;

/** Formats a capped count: "42", "1,000+". */
export function upTo(count: number): string {
  return count > MAX_COUNT ? `${numbers.format(MAX_COUNT)}+` : numbers.format(count);
}
