// A closed terminal must not interrupt shutting down.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

/** Prints what the command is doing. */
export function info(sentence: string): void {
  console.log(`· ${sentence}`);
}

/** An error that ends a command with its message, which says what to do, and without a stack trace. */
export class CliError extends Error {}

/** Prints why a command ends: the message of a CliError, any other error with its stack trace. */
export function logError(error: unknown): void {
  console.error(error instanceof CliError ? `\n${error.message}` : error);
}

/** The same. @returns the exit code */
export function logFailure(error: unknown): number {
  logError(error);
  return 1;
}
