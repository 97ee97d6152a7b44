import { existsSync } from "node:fs";
import path from "node:path";
import { readEnv, SETTINGS } from "@/app/_server/env";
import { misspelledSettings } from "@/app/_server/misspelled-settings";
import type { DatabaseAddress } from "@/db/connection-problem";
import { contradictions, databaseContradictions } from "./contradictions";
import { embeddedUrl } from "./embedded-postgres";
import { keptSecret } from "./kept-secret";
import { inboxUrl, type MailPorts, smtpUrl } from "./mail-catcher";
import { home, projectRoot } from "./places";
import { claimPort, freePortFrom } from "./ports";
import { Refusal, say } from "./say";

export type Settings = Awaited<ReturnType<typeof chooseSettings>>;

export const postgresFolder = path.join(home, "postgres");

/**
 * What is to be started, where, and with which environment: what is given, and for the rest defaults.
 * @throws Refusal with a sentence for each variable that is missing, wrong, misspelled or contradicts another
 */
export async function chooseSettings() {
  const given = givenVariables();
  refuse([...contradictions(given), ...misspelledSettings(given, SETTINGS)]);
  const port = await choosePort(given.PORT);
  const postgresPort = given.DATABASE_URL ? null : await freePortFrom(5433);
  const mailPorts = given.SMTP_URL ? null : await chooseMailPorts();
  const env = {
    ...(postgresPort && embeddedDefaults(postgresPort)),
    ...(mailPorts && { SMTP_URL: smtpUrl(mailPorts), MAIL_FROM: "Usher <no-reply@usher.example>" }),
    BASE_URL: `http://localhost:${port}`,
    ...given,
    PORT: String(port),
  };
  const valid = validate(env);
  if (given.SMTP_URL && !given.BASE_URL)
    say(`BASE_URL is not set: the links in the mails will lead to ${valid.BASE_URL}.`);
  return {
    env,
    port,
    postgresPort,
    mailPorts,
    database: directAddress(valid),
    pooledUrl: valid.DATABASE_URL,
    address: valid.BASE_URL,
    inbox: mailPorts && inboxUrl(mailPorts),
    /** Everybody knows the demo's password, so it stays on this machine unless HOST says otherwise. */
    loopback: postgresPort !== null && !given.HOST,
  };
}

/**
 * The database that the settings name, for what must not go through a pooler; null where they name none.
 * @throws Refusal with a sentence for each variable that is wrong, misspelled or contradicts another
 */
export function givenDatabase(): DatabaseAddress | null {
  const given = givenVariables();
  refuse([...databaseContradictions(given), ...misspelledSettings(given, SETTINGS)]);
  const { DATABASE_URL, DATABASE_DIRECT_URL } = given;
  if (!DATABASE_URL) return null;
  const address = directAddress({ DATABASE_URL, DATABASE_DIRECT_URL });
  if (/^postgres(ql)?:$/.test(URL.canParse(address.url) ? new URL(address.url).protocol : "")) return address;
  throw new Refusal(`${address.setting} must look like postgres://user:password@host:5432/database.`);
}

type DatabaseUrls = { DATABASE_URL: string; DATABASE_DIRECT_URL?: string | undefined };

function directAddress({ DATABASE_URL, DATABASE_DIRECT_URL }: DatabaseUrls): DatabaseAddress {
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

function embeddedDefaults(port: number) {
  return {
    DATABASE_URL: embeddedUrl(postgresFolder, port),
    AUTH_SECRET: keptSecret(path.join(home, "auth-secret")),
  };
}

async function choosePort(given: string | undefined) {
  if (!given) return await nextFree();
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return port;
  if (await claimPort(port)) return port;
  throw new Refusal(`Port ${port} is taken. Set PORT to another one, or end what listens there.`);
}

async function nextFree() {
  const port = await freePortFrom(3000);
  if (port !== 3000) say(`Port 3000 is taken, so this is ${port}`);
  return port;
}

async function chooseMailPorts(): Promise<MailPorts> {
  const secret = keptSecret(path.join(home, "inbox-secret"));
  return { smtp: await freePortFrom(1025), inbox: await freePortFrom(1080), secret };
}

function refuse(sentences: readonly string[]) {
  if (sentences.length > 0)
    throw new Refusal(`Usher can't start:\n${sentences.join("\n")}\nSee .env.example.`);
}

/**
 * All settings, for a process that brings no defaults of its own. Puts what `.env` sets into the environment.
 * @throws Refusal with a sentence for each variable that is missing, wrong or misspelled
 */
export function requireSettings() {
  return validate(givenVariables());
}

function validate(env: Record<string, string>) {
  try {
    return readEnv(env);
  } catch (cause) {
    throw new Refusal(
      `Usher cannot start:\n${cause instanceof Error ? cause.message : cause}\nSee .env.example.`,
      { cause },
    );
  }
}
