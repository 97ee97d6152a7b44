/** Shortens text from a list for a sentence: one line, and at most 40 characters of it. */
export function shorten(text: string): string {
  const line = text.slice(0, 100).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
