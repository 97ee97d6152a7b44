import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildIfStale } from "./build";
import { type Children, keepChildren } from "./children";
import { serveConsole } from "./console";
import { serveFleet } from "./fleet/fleet";
import { inboxUrl, newInboxSecret, smtpUrl, startMailCatcher } from "./mail-catcher";
import { migrateDatabase } from "./migrate-database";
import { standaloneOf, testedDistDir } from "./places";
import { anyFreePort } from "./ports";
import { withDatabase } from "./postgres-server";
import { fillWithDemo } from "./prepare-database";
import { copyBuild } from "./standalone/testing";
import { startThrowAwayPostgres } from "./throw-away-postgres";

/** Starts the whole of Usher for the stories, unless BASE_URL, MAIL_URL and DATABASE_URL lead to one that runs; with E2E_FLEET, in several processes. */
export default async function startServers() {
  const { BASE_URL, MAIL_URL, DATABASE_URL } = process.env;
  if (BASE_URL && MAIL_URL && DATABASE_URL) return undefined;
  const children = keepChildren();
  const ends: (() => void)[] = [];
  const stop = async () => {
    await children.stop();
    for (const end of ends) end();
  };
  try {
    Object.assign(process.env, await startUsher(children, ends));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function startUsher(children: Children, ends: (() => void)[]) {
  await buildIfStale(children, testedDistDir);
  const databaseUrl = withDatabase(await startThrowAwayPostgres(children), "usher");
  await migrateDatabase(databaseUrl);
  await fillWithDemo(databaseUrl);
  const mail = { smtp: await anyFreePort(), inbox: await anyFreePort(), secret: newInboxSecret() };
  await startMailCatcher({
    children,
    folder: mkdtempSync(path.join(tmpdir(), "usher-mail-")),
    ports: mail,
    throwAway: true,
  });
  const port = await anyFreePort();
  const env = {
    DATABASE_URL: databaseUrl,
    SMTP_URL: smtpUrl(mail),
    MAIL_FROM: "Usher <no-reply@usher.example>",
    BASE_URL: `http://localhost:${port}`,
    AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "fatal",
    WORKER: "inside",
  };
  // Outside the project, whose packages would stand in for those that a build lacks.
  const { folder, remove } = copyBuild(standaloneOf(testedDistDir));
  ends.push(remove);
  const served = { children, port, distDir: testedDistDir, folder };
  if (process.env.E2E_FLEET) ends.push(await serveFleet({ ...served, env }));
  else await serveConsole({ ...served, env, loopback: true });
  return { BASE_URL: env.BASE_URL, MAIL_URL: inboxUrl(mail), DATABASE_URL: databaseUrl };
}
