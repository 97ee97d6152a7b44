import { z } from "zod";

/** A name as somebody enters it: one line, in one form. @param missing what to say when there is none */
export function nameText(missing: string) {
  return z
    .string()
    .normalize("NFC")
    .trim()
    .min(1, missing)
    .max(120, "A name has at most 120 characters.")
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "A name is one line, without control characters.");
}

/** A few lines that explain something. Browsers send the end of a line as two characters, which count as one. */
export const descriptionText = z
  .string()
  .normalize("NFC")
  .overwrite((text) => text.replaceAll("\r\n", "\n"))
  .trim()
  .max(500, "A description has at most 500 characters.")
  .regex(/^[^\0]*$/, "A description has no control characters.");
