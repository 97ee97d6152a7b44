import path from "node:path";
import { SETTINGS } from "@/app/_server/env";
import { misspelledSettings } from "@/app/_server/misspelled-settings";
import { contradictions } from "./contradictions";
import { embeddedUrl } from "./embedded-postgres";
import { keptSecret } from "./kept-secret";
import { inboxUrl, type MailPorts, smtpUrl } from "./mail-catcher";
import { home, postgresFolder } from "./places";
import { claimPort, freePortFrom } from "./ports";
import { Refusal, say } from "./say";
import { directAddress, givenVariables, refuse, validate } from "./settings";

export type Settings = Awaited<ReturnType<typeof chooseSettings>>;

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
    say(`BASE_URL is not set: links in emails will lead to ${valid.BASE_URL}.`);
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
