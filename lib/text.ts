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
 * @param most the maximum length in UTF-16 code units
 */
export function cutText(text: string, most: number): string {
  const isInside = text.length > most && (text.codePointAt(most - 1) ?? 0) > 0xffff;
  return text.slice(0, isInside ? most - 1 : most);
}

// Scripts and emoji need joiners, so they stay after non-ASCII characters.
const INVISIBLE = /(?<![^\p{ASCII}])[\u200c\u200d]|(?![\u200c\u200d])\p{Cf}|[\p{Cs}\p{Co}]/gu;

/** Removes invisible characters, including those that change the direction of the text around them. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Isolates a right-to-left name in a sentence, so that it doesn't reorder the words around it. */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
