// A terminal that was closed must not stop the stopping.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

/** Tells what is being done. */
export function say(sentence: string): void {
  console.log(`· ${sentence}`);
}

/** Ends a command with a sentence on which a person can act, and without a stack trace. */
export class Refusal extends Error {}

/** Tells why a command ends: the sentence, or whole what nobody foresaw. */
export function explain(error: unknown): void {
  console.error(error instanceof Refusal ? `\n${error.message}` : error);
}
