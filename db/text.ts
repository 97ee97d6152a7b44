import { z } from "zod";

/** A name as somebody enters it: one line, in one form. @param missing what to say when there is none */
export function nameText(missing: string) {
  return z
    .string()
    .normalize("NFC")
    .trim()
    .min(1, missing)
    .max(120, "A name has at most 120 characters.")
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, "A name is one line, without control characters.");
}

/**
 * Words that people write for each other, of several lines: no control character but the line break, nothing blank
 * around them. Null for none.
 */
export function plainText(text: string): string | null {
  const clean = text
    .normalize("NFC")
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/(?!\n)\p{Cc}|\p{Cs}/gu, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return clean || null;
}

/** A field for such words, at most so many characters of them. */
export function plainTextField(most: number, tooLong: string) {
  return z
    .string()
    .max(most * 4, tooLong)
    .transform(plainText)
    .refine((text) => (text?.length ?? 0) <= most, tooLong);
}

/** A few lines that explain something; empty for none. */
export const descriptionText = plainTextField(500, "A description has at most 500 characters.").transform(
  (text) => text ?? "",
);
