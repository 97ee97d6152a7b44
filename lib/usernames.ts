import { normalizeText } from "./text";

const USERNAME_LENGTH = 64;
/** Up to four characters become one when they are normalized. */
const LONGEST_ENTERED = USERNAME_LENGTH * 4;

/** White space, and characters that nobody sees, which programs leave around what they copy. */
const AROUND = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+|[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+$/gu;

/**
 * The one form of a username everywhere: NFKC, lower-case, with nothing blank or invisible around it. What is too long is
 * cut, and is still too long for one.
 */
export function normalizeUsername(text: string): string {
  const entered = text.trim();
  if (entered.length > LONGEST_ENTERED) return cut(entered);
  const composed = normalizeText(entered, "NFKC");
  if (composed.length > LONGEST_ENTERED) return cut(composed); // one character can become 18
  const lower = composed.toLowerCase().replace(/i\u0307+/g, "i"); // of the Turkish İ
  // Lower-casing can leave what NFKC would compose again, so that it comes once more: twice normalized is once normalized.
  return normalizeText(lower, "NFKC").replace(AROUND, "");
}

/** Still too long. */
function cut(text: string): string {
  return text.slice(0, LONGEST_ENTERED + 1).replace(/\s/gu, "_");
}

/** Whether somebody entered this username, as it is or in another form. */
export function isSameUsername(entered: string, username: string): boolean {
  return normalizeUsername(entered) === normalizeUsername(username);
}

/**
 * The usernames in a typed or pasted text, each once, in their order.
 * @param most where it holds more, reading ends soon after that many
 */
export function splitUsernames(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const names = new Set<string>();
  for (const part of new Set(text.split(SEPARATORS))) {
    for (const word of new Set(partsOf(part))) {
      const name = normalizeUsername(word);
      if (name) names.add(name);
    }
    if (names.size > most) break;
  }
  return [...names];
}

/** The parts of a typed or pasted text between the separators; the last part is still being typed. */
export function splitEntered(text: string): string[] {
  return text.split(SEPARATORS).flatMap(partsOf);
}

/** In the form of usernames some characters become separators. */
function partsOf(part: string): string[] {
  if (part.length > LONGEST_ENTERED) return [part];
  const composed = normalizeText(part, "NFKC");
  return composed.length > LONGEST_ENTERED ? [part] : composed.split(SEPARATORS);
}

const SEPARATORS = /[\s,;，；]+/u;

/** Whether a normalized text could be a username: the rule that the table checks, too. */
export function isUsername(text: string): boolean {
  return text.length <= LONGEST_ENTERED && /^[^\s,;\p{Cc}\p{Cs}]{1,64}$/u.test(text);
}
