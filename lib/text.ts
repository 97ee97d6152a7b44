/** More than any language writes in a row (UAX #15, section 13). Halfwidth kana marks become combining marks in NFKC. */
const TOO_MANY_MARKS = /([\p{M}\uff9e\uff9f]{30})[\p{M}\uff9e\uff9f]+/gu;

/**
 * The text in a Unicode normal form, in time that grows with its length. `String.normalize` sorts the combining marks of a
 * row, which takes time with the square of their number, so the marks after the 30th are dropped first.
 */
export function normalizeText(text: string, form: "NFC" | "NFD" | "NFKC" | "NFKD"): string {
  return text.replace(TOO_MANY_MARKS, "$1").normalize(form);
}
