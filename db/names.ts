import { z } from "zod";

/**
 * A name that people choose for something: of any script, one line, 1 to 120 characters.
 * @param missing what to say where none was entered
 */
export function chosenName(missing: string) {
  return z
    .string()
    .trim()
    .min(1, missing)
    .max(120, "A name has at most 120 characters.")
    .regex(/^\P{Cc}*$/u, "A name is one line, without control characters.");
}
