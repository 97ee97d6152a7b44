import path from "node:path";
import { checkSameDatabase } from "@/db/requirements";
import { DEMO_IDS, DEMO_PASSWORD } from "@/db/seed/demo";
import { buildIfStale } from "./build";
import { type Children, keepChildren } from "./children";
import { serveConsole } from "./console";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { takeLock } from "./lock";
import { startMailCatcher } from "./mail-catcher";
import { inSentences, migrateDatabase } from "./migrate-database";
import { distDir, home, postgresFolder } from "./places";
import { fillWithDemo } from "./prepare-database";
import { explain, Refusal, say } from "./say";
import { givenVariables } from "./settings";
import { chooseSettings, type Settings } from "./start-settings";
import { toldToStop } from "./told-to-stop";

const dev = process.argv.includes("--dev");

const told = toldToStop();
const children = keepChildren();
const code = await Promise.race([
  told.then(() => 0),
  children.failure.then(({ name, code }) => complain(new Refusal(`${name} ended (exit code ${code}).`))),
  start(children).catch(complain),
]);
if (children.areRunning()) say("Stopping what was started …");
await children.stop();
process.exit(code);

/** Starts everything in order, and then only an error ends it. */
async function start(children: Children): Promise<never> {
  const lock = await lockFolder();
  const settings = await chooseSettings();
  await startServers(children, settings);
  const { url, setting } = settings.database;
  const pooled = { url: settings.pooledUrl, setting: "DATABASE_URL" };
  if (url !== pooled.url) await inSentences(() => checkSameDatabase(pooled, settings.database));
  await migrateDatabase(url, setting);
  if (settings.postgresPort) await fillWithDemo(url);
  if (!dev) await buildIfStale(children, distDir);
  say("Starting the console");
  await serveConsole({ children, dev, distDir, ...settings });
  lock?.announce(settings.address);
  welcome(settings);
  return new Promise(() => {});
}

/** One start at a time uses the embedded database or the mail catcher; without both, as many as you like. */
async function lockFolder() {
  const { DATABASE_URL, SMTP_URL } = givenVariables();
  if (DATABASE_URL && SMTP_URL) return null;
  const lock = await takeLock(home, dev ? "npm run dev" : "npm start");
  process.once("exit", lock.release);
  return lock;
}

async function startServers(children: Children, { postgresPort, mailPorts }: Settings) {
  if (postgresPort) {
    say(`Starting PostgreSQL on port ${postgresPort}, its data in ${path.relative("", postgresFolder)}`);
    await startEmbeddedPostgres({ children, folder: postgresFolder, port: postgresPort });
  }
  if (mailPorts) {
    say(`Starting the mail catcher on port ${mailPorts.smtp}`);
    await startMailCatcher({ children, folder: path.join(home, "mail"), ports: mailPorts });
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

function complain(error: unknown) {
  explain(error);
  return 1;
}
