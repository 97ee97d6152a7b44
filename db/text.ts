import { z } from "zod";
import { normalizeText } from "@/lib/text";

/**
 * A text from outside: its length is checked first, and nothing else looks at one that is longer.
 * @param most characters as they are sent, which may be a few times those that a rule allows afterwards
 */
export function boundedText(most: number, tooLong: string) {
  return z.string().max(most, { error: tooLong, abort: true });
}

const NAME_LENGTH = 120;
const NAME_TOO_LONG = `A name has at most ${NAME_LENGTH} characters.`;

/** A name as somebody enters it: one line, in one form. @param missing what to say when there is none */
export function nameText(missing: string) {
  return boundedText(NAME_LENGTH * 4, NAME_TOO_LONG)
    .overwrite((text) => normalizeText(text, "NFC"))
    .trim()
    .min(1, missing)
    .max(NAME_LENGTH, NAME_TOO_LONG)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, "A name is one line, without control characters.");
}

/**
 * Words that people write for each other, of several lines: no control character but the line break, nothing blank
 * around them. Null for none.
 */
export function plainText(text: string): string | null {
  const clean = normalizeText(text, "NFC")
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/(?!\n)\p{Cc}|\p{Cs}/gu, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return clean || null;
}

/** A field for such words, at most so many characters of them. */
export function plainTextField(most: number, tooLong: string) {
  return boundedText(most * 4, tooLong)
    .transform(plainText)
    .refine((text) => (text?.length ?? 0) <= most, tooLong);
}

/** A few lines that explain something; empty for none. */
export const descriptionText = plainTextField(500, "A description has at most 500 characters.").transform(
  (text) => text ?? "",
);
