import { existsSync } from "node:fs";
import path from "node:path";
import { readEnv } from "@/app/_server/env";
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
 * @throws Refusal with a sentence for each variable that is missing or wrong
 */
export async function chooseSettings() {
  const given = givenVariables();
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
    databaseUrl: valid.DATABASE_DIRECT_URL ?? valid.DATABASE_URL,
    address: valid.BASE_URL,
    inbox: mailPorts && inboxUrl(mailPorts),
    /** Everybody knows the demo's password, so it stays on this machine, unless it was given another address. */
    loopback: postgresPort !== null && /^https?:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(valid.BASE_URL),
  };
}

/** The environment and, below it, `.env`. */
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
