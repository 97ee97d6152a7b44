import { z } from "zod";
import { fieldProblem } from "@/lib/fields";
import { normalizeText, withoutInvisible } from "@/lib/text";
import { readTimeZone } from "@/lib/time-zones";

/**
 * A text from outside. Its length is checked before anything else.
 * @param max the maximum number of characters as sent, which can be a multiple of what is allowed after normalizing
 */
export function boundedText(max: number, tooLong: string) {
  // PostgreSQL stores no null characters, and no halves of characters in JSON.
  return z
    .string()
    .max(max, { error: tooLong, abort: true })
    .regex(/^[^\0\p{Cs}]*$/u, { error: fieldProblem("unstorable-character"), abort: true });
}

const NAME_LENGTH = 120;
const NAME_TOO_LONG = fieldProblem("name-too-long", { max: NAME_LENGTH });

/** A name: one line, normalized, without invisible characters. @param missing the message for an empty name */
export function nameText(missing: string) {
  return boundedText(NAME_LENGTH * 4, NAME_TOO_LONG)
    .overwrite((text) => withoutInvisible(normalizeText(text, "NFC")))
    .trim()
    .min(1, missing)
    .max(NAME_LENGTH, NAME_TOO_LONG)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, fieldProblem("name-unreadable"));
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

/** A field for such a text. @param max the maximum number of characters */
export function plainTextField(max: number, tooLong: string) {
  return boundedText(max * 4, tooLong)
    .transform(plainText)
    .refine((text) => (text?.length ?? 0) <= max, tooLong);
}

const DESCRIPTION_LENGTH = 500;

/** A description of a few lines. Can be empty. */
export const descriptionText = plainTextField(
  DESCRIPTION_LENGTH,
  fieldProblem("description-too-long", { max: DESCRIPTION_LENGTH }),
).transform((text) => text ?? "");

const SEARCH_LENGTH = 200;

/** The text of a search. */
export const searchField = boundedText(
  SEARCH_LENGTH,
  fieldProblem("search-too-long", { max: SEARCH_LENGTH }),
);

const TIME_ZONE = fieldProblem("invalid-time-zone");

/** The name of a time zone, or an older name of it. */
export const timeZoneName = boundedText(64, TIME_ZONE).transform((name, check) => {
  const timeZone = readTimeZone(name);
  if (timeZone) return timeZone;
  check.issues.push({ code: "custom", message: TIME_ZONE, input: name });
  return z.NEVER;
});
