/** The name of the constraint that rejects a statement. */
export async function rejectedBy(statement: PromiseLike<unknown>): Promise<string> {
  try {
    await statement;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause && typeof cause === "object" && "constraint" in cause && cause.constraint
      ? String(cause.constraint)
      : String(cause);
  }
  return "nothing";
}
