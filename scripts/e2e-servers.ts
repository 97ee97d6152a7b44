import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildIfStale } from "./build";
import { findDevServer } from "./dev-server";
import { startTemporaryPostgres } from "./embedded-postgres";
import { inboxUrl, newInboxSecret, smtpUrl, startMailCatcher } from "./mail-catcher";
import { type ManagedProcesses, manageProcesses } from "./managed-processes";
import { migrateDatabase } from "./migrate-database";
import { serveMultiProcess } from "./multi-process/serve";
import { standaloneOf, testDistDir } from "./paths";
import { getFreePort } from "./ports";
import { withDatabase } from "./postgres-server";
import { seedDemoData } from "./seed-demo";
import { serveApp } from "./serve-app";
import { copyBuild } from "./standalone/copy";

/**
 * Starts Usher for the end-to-end tests, in several processes with E2E_MULTI_PROCESS. With E2E_DEV they use the one that
 * `npm run dev` runs. Does nothing if BASE_URL, MAIL_URL, DATABASE_URL and AUTH_SECRET are set, which are then those of a
 * running Usher.
 */
export default async function startServers() {
  const { BASE_URL, MAIL_URL, DATABASE_URL, AUTH_SECRET } = process.env;
  if (BASE_URL && MAIL_URL && DATABASE_URL && AUTH_SECRET) return undefined;
  if (process.env.E2E_DEV) {
    Object.assign(process.env, await findDevServer());
    return undefined;
  }
  const processes = manageProcesses();
  const ends: (() => void)[] = [];
  const stop = async () => {
    await processes.stop();
    for (const end of ends) end();
  };
  try {
    Object.assign(process.env, await startUsher(processes, ends));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function startUsher(processes: ManagedProcesses, ends: (() => void)[]) {
  await buildIfStale(processes, testDistDir);
  const databaseUrl = withDatabase(await startTemporaryPostgres(processes), "usher");
  await migrateDatabase(databaseUrl);
  await seedDemoData(databaseUrl);
  const mail = { smtp: await getFreePort(), inbox: await getFreePort(), secret: newInboxSecret() };
  await startMailCatcher({
    processes,
    folder: mkdtempSync(path.join(tmpdir(), "usher-mail-")),
    ports: mail,
    temporary: true,
  });
  const port = await getFreePort();
  const env = {
    DATABASE_URL: databaseUrl,
    SMTP_URL: smtpUrl(mail),
    MAIL_FROM: "Usher <no-reply@usher.example>",
    BASE_URL: `http://localhost:${port}`,
    AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "fatal",
    WORKER: "inside",
    PSEUDO_LOCALE: "1",
  };
  // Outside the project, so that the build can't use the project's packages.
  const { folder, remove } = copyBuild(standaloneOf(testDistDir));
  ends.push(remove);
  const served = { processes, port, distDir: testDistDir, folder };
  if (process.env.E2E_MULTI_PROCESS) ends.push(await serveMultiProcess({ ...served, env }));
  else await serveApp({ ...served, env, loopback: true });
  const { BASE_URL, AUTH_SECRET } = env;
  return { BASE_URL, AUTH_SECRET, MAIL_URL: inboxUrl(mail), DATABASE_URL: databaseUrl };
}
