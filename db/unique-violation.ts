import pg from "pg";
import { Invalid } from "./errors";

/**
 * Turns the violation of a unique index into an error of the field whose value is taken. Leaving the check to the database
 * means that only one of two concurrent writers gets the name.
 * @returns what `writing` returns
 * @throws Invalid with `sentence` at `field`
 */
export async function rejectTaken<Written>(
  index: string,
  field: string,
  sentence: string,
  writing: Promise<Written>,
): Promise<Written> {
  try {
    return await writing;
  } catch (error) {
    if (violates(error, index)) throw new Invalid(sentence, { [field]: sentence });
    throw error;
  }
}

/** Whether a statement failed because of this constraint or unique index. */
export function violates(error: unknown, constraint: string): boolean {
  const cause = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.constraint === constraint;
}
