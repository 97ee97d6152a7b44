import pg from "pg";

/** Whether a statement failed at this constraint, or unique index, of the database. */
export function violates(error: unknown, constraint: string): boolean {
  const cause = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.constraint === constraint;
}
