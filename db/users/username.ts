/** The one form of a username everywhere: NFKC, trimmed, lower-case. */
export function normalizeUsername(text: string): string {
  // Lower-casing can leave what NFKC would compose again, so that it comes once more: twice normalized is once normalized.
  return text.normalize("NFKC").toLowerCase().normalize("NFKC").trim();
}

/** The usernames in a typed or pasted text, each once, in their order. */
export function splitUsernames(text: string): string[] {
  return [...new Set(normalizeUsername(text).split(SEPARATORS).filter(Boolean))];
}

const SEPARATORS = /[\s,;]+/u;

/** Whether a normalized text could be a username: the rule that the table checks, too. */
export function isUsername(text: string): boolean {
  return /^[^\s,;\p{Cc}\p{Cs}]{1,64}$/u.test(text);
}
