import { Unavailable } from "@/db/connection/unavailable";

// An error of a closed terminal must not interrupt the shutdown.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

/** Prints what the command is doing. */
export function info(sentence: string): void {
  console.log(`· ${sentence}`);
}

/** An error that ends a command with its message, which says what to do, and without a stack trace. */
export class CliError extends Error {}

/** Prints why a command ends: a message that says what to do, any other error with its stack trace. */
export function logError(error: unknown): void {
  const isExpected = error instanceof CliError || error instanceof Unavailable;
  console.error(isExpected ? `\n${error.message}` : error);
}

/** Prints why a command ends. @returns the exit code */
export function logFailure(error: unknown): number {
  logError(error);
  return 1;
}
