/** No language needs 30 combining marks in a row (UAX #15, section 13). NFKC turns halfwidth kana marks into combining marks. */
const TOO_MANY_MARKS = /([\p{M}\uff9e\uff9f]{30})[\p{M}\uff9e\uff9f]+/gu;

/**
 * Normalizes a text in linear time. `String.normalize` sorts consecutive combining marks in quadratic time, so the marks
 * after the 30th are dropped first.
 */
export function normalizeText(text: string, form: "NFC" | "NFD" | "NFKC" | "NFKD"): string {
  if (isAscii(text)) return text;
  const bounded = text.length > 30 ? text.replace(TOO_MANY_MARKS, "$1") : text;
  return bounded.normalize(form);
}

export function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text);
}

/**
 * The beginning of a text, without the half of a character at its end: PostgreSQL stores no halves in JSON, and screens
 * can't show them.
 * @param max the maximum length in UTF-16 code units
 */
export function cutText(text: string, max: number): string {
  const isInside = text.length > max && (text.codePointAt(max - 1) ?? 0) > 0xffff;
  return text.slice(0, isInside ? max - 1 : max);
}

/** What draws nothing, for a class of characters in a pattern: ignorable and private characters, and symbols without a glyph. */
export const INVISIBLE = String.raw`\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cs}\p{Co}\u2800\ufffc\u{1d159}`;

// Emoji and some scripts need joiners, and emoji, Han and Mongolian letters their variants.
const JOINER = String.raw`(?<=[^\p{ASCII}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}${INVISIBLE}]\ufe0f?)[\u200c\u200d]`;
const VARIANT = String.raw`(?<=[\p{ExtPict}\p{sc=Han}\p{sc=Mongolian}])\p{VS}|\ufe0f(?=\u20e3)`;
const REMOVED = new RegExp(`(?!${JOINER}|${VARIANT})[${INVISIBLE}]`, "gu");

/** Removes invisible characters, including those that change the direction of the text around them. */
export function withoutInvisible(text: string): string {
  return text.replace(REMOVED, "");
}

/** In our emails it stands after each character of a name that could make a link: email programs find none across a space. */
export const NARROW_SPACE = "\u202f";

/** Restores names that were copied from one of our emails. */
export function withoutNarrowSpaces(text: string): string {
  return text.replace(/(?<=[.@:=\\/])\u202f/g, "");
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Isolates a right-to-left name in a sentence, so that it doesn't reorder the words around it. */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
