import path from "node:path";
import { SETTINGS } from "@/app/_server/env";
import { misspelledSettings } from "@/app/_server/misspelled-settings";
import { contradictions } from "./contradictions";
import { embeddedUrl } from "./embedded-postgres";
import { CliError, info } from "./log";
import { inboxUrl, type MailPorts, smtpUrl } from "./mail-catcher";
import { home, postgresFolder } from "./paths";
import { claimPort, getFreePortFrom } from "./ports";
import { readOrCreateSecret } from "./private-files";
import { directAddress, givenVariables, refuse, validate } from "./settings";

export type Settings = Awaited<ReturnType<typeof chooseSettings>>;

/**
 * The settings for `npm start`, with defaults for those that aren't set.
 * @throws CliError with a sentence for each variable that is missing, wrong, misspelled or contradicts another
 */
export async function chooseSettings() {
  const given = givenVariables();
  refuse([...contradictions(given), ...misspelledSettings(given, SETTINGS)]);
  const port = await choosePort(given.PORT);
  const postgresPort = given.DATABASE_URL ? null : await getFreePortFrom(5433);
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
    info(`BASE_URL is not set: links in emails will lead to ${valid.BASE_URL}.`);
  return {
    env,
    port,
    postgresPort,
    mailPorts,
    database: directAddress(valid),
    pooledUrl: valid.DATABASE_URL,
    address: valid.BASE_URL,
    inbox: mailPorts && inboxUrl(mailPorts),
    /** The demo's password is public, so it listens on loopback unless HOST is set. */
    loopback: postgresPort !== null && !given.HOST,
  };
}

function embeddedDefaults(port: number) {
  return {
    DATABASE_URL: embeddedUrl(postgresFolder, port),
    AUTH_SECRET: readOrCreateSecret(path.join(home, "auth-secret")),
  };
}

async function choosePort(given: string | undefined) {
  if (!given) return await chooseFreePort();
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return port; // `validate` reports it
  if (await claimPort(port)) return port;
  throw new CliError(`Port ${port} is taken. Set PORT to another one, or end what listens there.`);
}

async function chooseFreePort() {
  const port = await getFreePortFrom(3000);
  if (port !== 3000) info(`Port 3000 is taken, so this is ${port}`);
  return port;
}

async function chooseMailPorts(): Promise<MailPorts> {
  const secret = readOrCreateSecret(path.join(home, "inbox-secret"));
  return { smtp: await getFreePortFrom(1025), inbox: await getFreePortFrom(1080), secret };
}
