import { z } from "zod";
import { normalizeText } from "@/lib/text";

/**
 * A text from outside. Its length is checked before anything else.
 * @param most characters as sent. Can be a multiple of what is allowed after normalizing
 */
export function boundedText(most: number, tooLong: string) {
  // PostgreSQL stores no null characters.
  return z
    .string()
    .max(most, { error: tooLong, abort: true })
    .regex(/^[^\0]*$/, { error: NULL_CHARACTER, abort: true });
}

const NULL_CHARACTER = "This text contains a null character. Enter it again without it.";

const NAME_LENGTH = 120;
const NAME_TOO_LONG = `A name has at most ${NAME_LENGTH} characters.`;

/** A name: one line, normalized. @param missing the message for an empty name */
export function nameText(missing: string) {
  return boundedText(NAME_LENGTH * 4, NAME_TOO_LONG)
    .overwrite((text) => normalizeText(text, "NFC"))
    .trim()
    .min(1, missing)
    .max(NAME_LENGTH, NAME_TOO_LONG)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, "A name is one line, without control characters.");
}

/**
 * Normalizes a text of several lines: removes control characters other than line breaks, and white space around it.
 * @returns null for an empty text
 */
export function plainText(text: string): string | null {
  const clean = normalizeText(text, "NFC")
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/(?!\n)\p{Cc}|\p{Cs}/gu, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return clean || null;
}

/** A field for such a text. @param most characters */
export function plainTextField(most: number, tooLong: string) {
  return boundedText(most * 4, tooLong)
    .transform(plainText)
    .refine((text) => (text?.length ?? 0) <= most, tooLong);
}

/** A description of a few lines. Can be empty. */
export const descriptionText = plainTextField(500, "A description has at most 500 characters.").transform(
  (text) => text ?? "",
);
