import { existsSync } from "node:fs";
import path from "node:path";
import { readEnv, SETTINGS } from "@/app/_server/env";
import { misspelledSettings } from "@/app/_server/misspelled-settings";
import type { DatabaseAddress } from "@/db/connection-problem";
import { databaseContradictions } from "./contradictions";
import { CliError } from "./log";
import { projectRoot } from "./paths";

/**
 * The database that the settings name, for what must not go through a pooler; null where they name none.
 * @throws CliError with a sentence for each variable that is wrong, misspelled or contradicts another
 */
export function givenDatabase(): DatabaseAddress | null {
  const given = givenVariables();
  refuse([...databaseContradictions(given), ...misspelledSettings(given, SETTINGS)]);
  const { DATABASE_URL, DATABASE_DIRECT_URL } = given;
  if (!DATABASE_URL) return null;
  const address = directAddress({ DATABASE_URL, DATABASE_DIRECT_URL });
  if (/^postgres(ql)?:$/.test(URL.canParse(address.url) ? new URL(address.url).protocol : "")) return address;
  throw new CliError(`${address.setting} must look like postgres://user:password@host:5432/database.`);
}

type DatabaseUrls = { DATABASE_URL: string; DATABASE_DIRECT_URL?: string | undefined };

export function directAddress({ DATABASE_URL, DATABASE_DIRECT_URL }: DatabaseUrls): DatabaseAddress {
  if (DATABASE_DIRECT_URL) return { url: DATABASE_DIRECT_URL, setting: "DATABASE_DIRECT_URL" };
  return { url: DATABASE_URL, setting: "DATABASE_URL" };
}

/** The environment and, below it, `.env`: the one place where scripts read either. */
export function givenVariables(): Record<string, string> {
  const file = path.join(projectRoot, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

/** @throws CliError that lists the sentences, if there are any */
export function refuse(sentences: readonly string[]) {
  if (sentences.length > 0)
    throw new CliError(`Usher can't start:\n${sentences.join("\n")}\nSee .env.example.`);
}

/**
 * All settings, for a process that brings no defaults of its own. Puts what `.env` sets into the environment.
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
      `Usher cannot start:\n${cause instanceof Error ? cause.message : cause}\nSee .env.example.`,
      { cause },
    );
  }
}
