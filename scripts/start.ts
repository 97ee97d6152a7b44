import path from "node:path";
import { DEMO_IDS, DEMO_PASSWORD } from "@/db/seed/demo";
import { checkSameDatabase } from "@/db/setup/requirements";
import { buildIfStale } from "./build";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { takeLock } from "./lock";
import { CliError, info, logFailure } from "./log";
import { startMailCatcher } from "./mail-catcher";
import { type ManagedProcesses, manageProcesses } from "./managed-processes";
import { migrateDatabase, withCliErrors } from "./migrate-database";
import { distDir, home, postgresFolder } from "./paths";
import { seedDemoData } from "./seed-demo";
import { serveApp } from "./serve-app";
import { givenVariables } from "./settings";
import { shutdownRequested } from "./shutdown-signal";
import { chooseSettings, type Settings } from "./start-settings";

const dev = process.argv.includes("--dev");

const processes = manageProcesses();
const code = await Promise.race([
  shutdownRequested().then(() => 0),
  processes.failure.then(({ name, code }) => logFailure(new CliError(`${name} ended (exit code ${code}).`))),
  start(processes).catch(logFailure),
]);
if (processes.areRunning()) info("Stopping what was started …");
await processes.stop();
process.exit(code);

/** Starts everything in order. It ends only with an error. */
async function start(processes: ManagedProcesses): Promise<never> {
  const lock = await lockFolder();
  const settings = await chooseSettings();
  await startServers(processes, settings);
  const { url, setting } = settings.database;
  const pooled = { url: settings.pooledUrl, setting: "DATABASE_URL" };
  if (url !== pooled.url) await withCliErrors(() => checkSameDatabase(pooled, settings.database));
  await migrateDatabase(url, setting);
  if (settings.postgresPort) await seedDemoData(url);
  if (!dev) await buildIfStale(processes, distDir);
  info("Starting the app");
  await serveApp({ processes, dev, distDir, ...settings });
  lock?.announce(settings.address, settings.mailPorts?.inbox ?? null);
  welcome(settings);
  return new Promise(() => {});
}

/** Only one process at a time can use the embedded database and the mail catcher. Without them, there is no limit. */
async function lockFolder() {
  const { DATABASE_URL, SMTP_URL } = givenVariables();
  if (DATABASE_URL && SMTP_URL) return null;
  const lock = await takeLock(home, dev ? "npm run dev" : "npm start");
  process.once("exit", lock.release);
  return lock;
}

async function startServers(processes: ManagedProcesses, { postgresPort, mailPorts }: Settings) {
  if (postgresPort) {
    info(`Starting PostgreSQL on port ${postgresPort}, its data in ${path.relative("", postgresFolder)}`);
    await startEmbeddedPostgres({ processes, folder: postgresFolder, port: postgresPort });
  }
  if (mailPorts) {
    info(`Starting the mail catcher on port ${mailPorts.smtp}`);
    await startMailCatcher({ processes, folder: path.join(home, "mail"), ports: mailPorts });
  }
}

function welcome({ address, postgresPort, inbox }: Settings) {
  const lines = [
    "",
    "Usher is ready.",
    "",
    `  Console   ${address}`,
    ...(postgresPort ? demoLines(address) : []),
    ...(inbox ? [`  Inbox     ${inbox}   every email that Usher sends`] : []),
    "",
    "Ctrl-C stops everything; the data stays.",
  ];
  console.log(lines.join("\n"));
}

function demoLines(address: string) {
  return [
    `  Sign in   ${address}/t/meridian   as ada, administrator of Meridian Group: switch to Acme Travel and invite grace`,
    `            ${address}/t/meridian/o/${DEMO_IDS.acme}   as alex, administrator of Acme Travel`,
    `  Password  ${DEMO_PASSWORD}   for everybody of the demo: ada, grace, linus, margaret, alex, sam, elena, hank, mallory …`,
  ];
}
