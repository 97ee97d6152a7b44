import { createInterface } from "node:readline/promises";
import { describeDatabase } from "@/db/connection/connection-problem";
import { CliError } from "./log";

type Confirmation = {
  url: string;
  setting: string;
  /** What will happen to the database, up to its name: "This deletes everything in". */
  warning: string;
  /** The name as an argument of the command. By default, the first argument that isn't an option. */
  given?: string | undefined;
  /** The option that takes the name, if one does: "--database ". */
  option?: string;
};

/**
 * Requires the name of the database, as an argument of the command or typed in the terminal.
 * @throws CliError if it is another name
 */
export async function confirmDatabaseName({
  url,
  setting,
  warning,
  given = firstArgument(),
  option = "",
}: Confirmation): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const consequence = `${warning} ${describeDatabase({ url, setting })}.`;
  const typed = given ?? (process.stdin.isTTY ? await ask(`${consequence}\nType its name to go on: `) : "");
  if (typed.trim() === name) return;
  throw new CliError(
    `${consequence} Nothing was done. If you want this, add the name of the database: -- ${option}${name}`,
  );
}

function firstArgument(): string | undefined {
  return process.argv.slice(2).find((argument) => !argument.startsWith("-"));
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
