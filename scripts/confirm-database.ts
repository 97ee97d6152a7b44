import { createInterface } from "node:readline/promises";
import { nameOf } from "@/db/connection/connection-problem";
import { CliError } from "./log";

type Question = { url: string; setting: string; what: string; given?: string | undefined; option?: string };

/**
 * Requires the name of the database, as the command's argument or typed when asked.
 * @param question.given the argument; by default the first one that isn't an option
 * @throws CliError if it isn't the name
 */
export async function confirmDatabaseName({
  url,
  setting,
  what,
  given = argument(),
  option = "",
}: Question): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const question = `${what} ${nameOf({ url, setting })}.`;
  const typed = given ?? (process.stdin.isTTY ? await ask(`${question}\nType its name to go on: `) : "");
  if (typed.trim() === name) return;
  throw new CliError(
    `${question} Nothing was done. If you want this, add the name of the database: -- ${option}${name}`,
  );
}

function argument(): string | undefined {
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
