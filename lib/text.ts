/** No language needs 30 combining marks in a row (UAX #15, section 13). NFKC turns halfwidth kana marks into combining marks. */
const TOO_MANY_MARKS = /([\p{M}\uff9e\uff9f]{30})[\p{M}\uff9e\uff9f]+/gu;

/**
 * Normalizes a text in linear time. `String.normalize` sorts consecutive combining marks in quadratic time, so the marks
 * after the 30th are dropped first.
 */
export function normalizeText(text: string, form: "NFC" | "NFD" | "NFKC" | "NFKD"): string {
  return text.replace(TOO_MANY_MARKS, "$1").normalize(form);
}
