import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { readEnv } from "@/app/_server/env";
import { CliError } from "./log";
import { projectRoot } from "./paths";

type DatabaseUrls = { DATABASE_URL: string; DATABASE_DIRECT_URL?: string | undefined };

export function directAddress({ DATABASE_URL, DATABASE_DIRECT_URL }: DatabaseUrls) {
  if (DATABASE_DIRECT_URL) return { url: DATABASE_DIRECT_URL, setting: "DATABASE_DIRECT_URL" } as const;
  return { url: DATABASE_URL, setting: "DATABASE_URL" } as const;
}

const envFile = path.join(projectRoot, ".env");

/** The environment and, for what it doesn't set, `.env`. All scripts read settings here. */
export function givenVariables(): Record<string, string> {
  for (const [name, value] of Object.entries(readEnvFile(envFile))) process.env[name] ??= value;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

/** @throws CliError if it exists and can't be read */
export function readEnvFile(file: string): NodeJS.Dict<string> {
  if (!existsSync(file)) return {};
  try {
    return parseEnv(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(
      `${file} can't be read: ${reason}. Let the user that runs Usher read it, or remove it.`,
      { cause },
    );
  }
}

/** A sentence if every user of this machine can read the secrets in `.env`, or null. */
export function openEnvFile(file = envFile): string | null {
  const canOthersRead = existsSync(file) && process.platform !== "win32" && statSync(file).mode & 0o004;
  return canOthersRead ? `Every user of this machine can read ${file}. Run: chmod 600 ${file}` : null;
}

/** @throws CliError that lists the sentences, if there are any */
export function refuse(sentences: readonly string[]) {
  if (sentences.length > 0)
    throw new CliError(`Usher can't start:\n${sentences.join("\n")}\nSee .env.example.`);
}

/**
 * All settings, for a process without its own defaults. Copies the settings in `.env` into the environment.
 * @throws CliError with a sentence for each variable that is missing, wrong or misspelled
 */
export function requireSettings() {
  return validate(givenVariables());
}

/** @throws CliError with a sentence for each variable that is missing, wrong or misspelled */
export function validate(env: Record<string, string>) {
  try {
    return readEnv(env);
  } catch (cause) {
    throw new CliError(
      `Usher can't start:\n${cause instanceof Error ? cause.message : cause}\nSee .env.example.`,
      { cause },
    );
  }
}
