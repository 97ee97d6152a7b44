import { parseArgs } from "node:util";
import { createDatabase } from "@/db/client";
import type { DatabaseAddress } from "@/db/connection-problem";
import { Conflict, Invalid } from "@/db/errors";
import { createRoot } from "@/db/organizations/create-root";
import { type NewRoot, newRoot } from "@/db/organizations/input";
import { CliError, info, logError } from "./log";
import { migrateDatabase } from "./migrate-database";

const USAGE = `--handle <handle> --name <name> --admin <username> --email <address>

Creates a root organization with its first administrator, who gets an email with a link to set a password.

  --handle      identifies it in URLs: /t/<handle>
  --name        its name
  --admin       the administrator's username
  --email       the administrator's email address
  --admin-name  the administrator's name (default: the username)
  --help        shows this help`;

/**
 * What the command line asks for; null when it asked for help and got it. Ends the process with a sentence where it is wrong.
 * @param command how this is called
 */
export function optionsOrExit(command: string): NewRoot | null {
  try {
    const options = readOptions(process.argv.slice(2));
    if (!options) console.log(`${command} ${USAGE}`);
    return options;
  } catch (error) {
    logError(error);
    process.exit(1);
  }
}

/**
 * What the command line asks for; null when it asks for help.
 * @throws CliError with a sentence for each option that is missing, wrong or unknown
 */
export function readOptions(given: readonly string[]): NewRoot | null {
  const options = parse(given);
  if (options.help) return null;
  const missing = (["handle", "name", "admin", "email"] as const).filter(
    (option) => !options[option]?.trim(),
  );
  if (missing.length > 0) throw wrong(missing.map((option) => `--${option} is missing.`));
  const read = newRoot.safeParse({
    handle: options.handle,
    name: options.name,
    username: options.admin,
    personName: options["admin-name"] ?? options.admin,
    email: options.email,
  });
  if (read.success) return read.data;
  throw wrong(read.error.issues.map(({ path, message }) => lineFor([path.join(), message])));
}

/** @throws CliError with a sentence when the handle or the administrator is refused */
export async function createRootOrganization(
  { url, setting }: DatabaseAddress,
  input: NewRoot,
): Promise<void> {
  await migrateDatabase(url, setting);
  const db = createDatabase(url, { connections: 1 });
  try {
    await createRoot({ db, input });
  } catch (cause) {
    if (cause instanceof Invalid) throw wrong(Object.entries(cause.fields).map(lineFor));
    if (cause instanceof Conflict) throw new CliError(cause.message, { cause });
    throw cause;
  } finally {
    await db.close();
  }
  info(`${input.name} is created. Sign in at /t/${input.handle}`);
  info(
    `${input.username} gets an email at ${input.email} with a link to set a password when Usher is running`,
  );
}

function parse(given: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...given],
      options: {
        ...{ handle: text, name: text, admin: text, email: text, "admin-name": text },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw wrong([error instanceof Error ? firstSentence(error.message) : String(error)]);
  }
}

/** Node's second sentence is about positional arguments, which this command doesn't have. */
function firstSentence(text: string): string {
  return `${text.split(/\. |\n|\.$/)[0]}.`;
}

const OPTIONS: Readonly<Record<string, string>> = {
  handle: "--handle",
  name: "--name",
  username: "--admin",
  personName: "--admin-name",
  email: "--email",
};

function lineFor([field, message]: readonly [string, string]): string {
  return `${OPTIONS[field] ?? field}: ${message}`;
}

function wrong(sentences: readonly string[]): CliError {
  return new CliError(`${sentences.join("\n")}\n\n--help lists the options.`);
}
