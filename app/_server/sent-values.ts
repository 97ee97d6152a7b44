import type { z } from "zod";

type Parsed<Input> =
  | { readonly success: true; readonly data: Input }
  | { readonly success: false; readonly issues: readonly z.core.$ZodIssue[] };

/**
 * Parses what a client sent to an action. React replaces what it can't decode with functions that throw when they are read,
 * and some checks of schemas read them, so a value that throws doesn't match.
 */
export function parseSent<Input>(schema: z.ZodType<Input>, sent: unknown): Parsed<Input> {
  try {
    const { data, error } = schema.safeParse(sent);
    return error ? { success: false, issues: error.issues } : { success: true, data };
  } catch {
    return { success: false, issues: [] };
  }
}
