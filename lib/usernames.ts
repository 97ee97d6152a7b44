import { partsOf } from "./slices";
import { cutText, INVISIBLE, isAscii, normalizeText, withoutNarrowSpaces } from "./text";

export const USERNAME_LENGTH = 64;
/** Normalization turns at most four characters into one. */
const MAX_ENTERED_LENGTH = USERNAME_LENGTH * 4;

/** White space, and the invisible characters that programs put around copied text. */
const BLANK = String.raw`[\s${INVISIBLE}]`;
const AROUND = new RegExp(`^${BLANK}+|(?<!${BLANK})${BLANK}+$`, "gu");

/**
 * Normalizes a username: NFKC, lower case, without white space and invisible characters around it. Cuts a text that is far
 * too long, but to a length that is still too long.
 */
export function normalizeUsername(text: string): string {
  const entered = withoutNarrowSpaces(text.trim());
  if (entered.length > MAX_ENTERED_LENGTH) return cut(entered);
  if (isAscii(entered)) return entered.toLowerCase();
  const composed = normalizeText(entered, "NFKC");
  if (composed.length > MAX_ENTERED_LENGTH) return cut(composed); // one character can become 18
  const lower = composed.toLowerCase().replace(/i\u0307+/g, "i"); // from the Turkish İ
  // Lower case can be something that NFKC composes. Normalizing again makes the result stable.
  return normalizeText(lower, "NFKC").replace(AROUND, "");
}

/** Cuts to a length that is still too long. */
function cut(text: string): string {
  return cutText(text, MAX_ENTERED_LENGTH + 1).replace(/\s/gu, "_");
}

/** Whether an entered text is this username once it is normalized. */
export function isSameUsername(entered: string, username: string): boolean {
  return normalizeUsername(entered) === normalizeUsername(username);
}

/** Splits a typed or pasted text at separators. No separator follows the last part. */
export function splitEntered(text: string): string[] {
  return withoutNarrowSpaces(text).split(SEPARATORS).flatMap(normalizedParts);
}

/** The distinct parts between separators, as they were entered. */
export function splitAtSeparators(text: string): string[] {
  return [...new Set(text.split(SEPARATORS))].filter(Boolean);
}

/** The same, for each part of a long text. */
export function* wordsIn(text: string): Generator<string[], void, undefined> {
  for (const part of partsOf(text, SEPARATORS)) yield splitAtSeparators(part);
}

/** Normalization turns some characters into separators. */
function normalizedParts(part: string): string[] {
  if (part.length > MAX_ENTERED_LENGTH) return [part];
  const composed = normalizeText(part, "NFKC");
  return composed.length > MAX_ENTERED_LENGTH ? [part] : composed.split(SEPARATORS);
}

const SEPARATORS = /[\s,;，；、،؛]+/u;

/** Whether a normalized text is a valid username. The database checks the same rule. */
export function isUsername(text: string): boolean {
  return text.length <= MAX_ENTERED_LENGTH && /^[^\s,;\p{Cc}\p{Cs}]{1,64}$/u.test(text);
}
