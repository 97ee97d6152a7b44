import { parseArgs } from "node:util";
import { createDatabase } from "@/db/client";
import type { DatabaseAddress } from "@/db/connection/connection-problem";
import { Conflict, Invalid } from "@/db/errors";
import { createRoot } from "@/db/organizations/create-root";
import { type NewRoot, newRoot } from "@/db/organizations/input";
import { translatorFor } from "@/i18n/translator";
import { fieldText } from "@/lib/fields";
import { refusalText } from "@/lib/refusals";
import { CliError, info, logError } from "./log";
import { givenVariables } from "./settings";

const USAGE = `--handle <handle> --name <name> --admin <username> --email <address>

Creates a root organization with its first administrator, who gets an email with a link to set a password.

  --handle      identifies it in URLs: /t/<handle>
  --name        its name
  --admin       the administrator's username
  --email       the administrator's email address
  --admin-name  the administrator's name (default: the username)
  --help        shows this help`;

/**
 * Reads the command line. Ends the process with a message if it is wrong.
 * @returns null if it asks for help, which is then printed
 * @param command the command with which it was called
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
 * Reads the command line.
 * @returns null if it asks for help
 * @throws CliError with a sentence for each option that is missing, wrong or unknown
 */
export function readOptions(given: readonly string[]): NewRoot | null {
  const options = parse(given);
  if (options.help) return null;
  const read = newRoot.safeParse({
    handle: options.handle,
    name: options.name,
    username: options.admin,
    personName: options["admin-name"] ?? options.admin,
    email: options.email,
  });
  if (read.success) return read.data;
  const isGiven = (option: keyof typeof options) => Boolean(String(options[option] ?? "").trim());
  const missing = REQUIRED.filter((option) => !isGiven(option)).map((option) => `--${option} is missing.`);
  const invalid = read.error.issues
    .map((issue) => [issue.path.join(), fieldText(translatorFor("en"), issue)] as const)
    .filter(([field]) => isGiven(OPTIONS[field] ?? "help"));
  throw wrong([...missing, ...invalid.map(lineFor)]);
}

/** @throws CliError, with an explanation, if the handle or the administrator is refused */
export async function createRootOrganization({ url }: DatabaseAddress, input: NewRoot): Promise<void> {
  const db = createDatabase(url, { connections: 1 });
  try {
    await createRoot({ db, input });
  } catch (cause) {
    if (cause instanceof Invalid)
      throw wrong(
        Object.entries(cause.fields).map(([field, reason]) =>
          lineFor([field, refusalText(translatorFor("en"), reason)]),
        ),
      );
    if (cause instanceof Conflict) throw new CliError(cause.message, { cause });
    throw cause;
  } finally {
    await db.close();
  }
  const { BASE_URL } = givenVariables();
  const path = `/t/${input.handle}`;
  info(
    BASE_URL
      ? `${input.name} is created. Sign in at ${BASE_URL.replace(/\/$/, "")}${path}`
      : `${input.name} is created. Sign in at ${path} of the address that you set as BASE_URL for the app and the worker`,
  );
  info(
    `${input.username} gets an email at ${input.email} with a link to set a password when Usher is running. ` +
      'If the address is wrong, see "The first organization" in docs/operations.md.',
  );
}

function parse(given: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...given],
      options: {
        handle: text,
        name: text,
        admin: text,
        email: text,
        "admin-name": text,
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

const REQUIRED = ["handle", "name", "admin", "email"] as const;

/** The option of each field. */
const OPTIONS: Readonly<Record<string, (typeof REQUIRED)[number] | "admin-name">> = {
  handle: "handle",
  name: "name",
  username: "admin",
  personName: "admin-name",
  email: "email",
};

function lineFor([field, message]: readonly [string, string]): string {
  return `--${OPTIONS[field] ?? field}: ${message}`;
}

function wrong(sentences: readonly string[]): CliError {
  return new CliError(`${sentences.join("\n")}\n\n--help lists the options.`);
}
