// `npm run bench`: figures beside their floors, on a PostgreSQL of its own with durable commits.
// `npm run bench -- invite lists` runs only these.
import { createDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { startTemporaryPostgres } from "@/scripts/embedded-postgres";
import { CliError, info, logError } from "@/scripts/log";
import { type ManagedProcesses, manageProcesses } from "@/scripts/managed-processes";
import { withDatabase } from "@/scripts/postgres-server";
import { benchAccept } from "./accept";
import { benchContext } from "./context";
import { benchEmails } from "./emails";
import { benchInvite } from "./invite";
import { benchLighthouse } from "./lighthouse";
import { benchLists } from "./lists";
import type { Figure } from "./measure";
import { benchPages } from "./pages";
import { report } from "./report";
import { type Scenario, seedScenario } from "./scenario";
import { benchSignIn } from "./sign-in";

const WORKS: Record<string, (scenario: Scenario, processes: ManagedProcesses) => Promise<Figure[]>> = {
  invite: benchInvite,
  accept: benchAccept,
  context: benchContext,
  "sign-in": benchSignIn,
  lists: benchLists,
  emails: benchEmails,
  pages: benchPages,
  lighthouse: benchLighthouse,
};

/** Downloads Lighthouse. */
const ONLY_BY_NAME = ["lighthouse"];

const processes = manageProcesses();
process.exitCode = await run().then(
  () => 0,
  (error) => {
    logError(error);
    return 1;
  },
);
await processes.stop();

async function run(): Promise<void> {
  const requested = process.argv.slice(2);
  const unknown = requested.filter((name) => !Object.hasOwn(WORKS, name));
  if (unknown.length > 0)
    throw new CliError(
      `There is no bench “${unknown.join(", ")}”. There are: ${Object.keys(WORKS).join(", ")}.`,
    );
  const url = withDatabase(await startTemporaryPostgres(processes, { durable: true }), "usher");
  await migrate(url);
  const db = createDatabase(url, { connections: 16 });
  info("Seeding a vendor with 100,000 people");
  const scenario = await seedScenario(db, url, 100_000);
  const figures: Figure[] = [];
  for (const [name, bench] of Object.entries(WORKS)) {
    if (requested.length > 0 ? !requested.includes(name) : ONLY_BY_NAME.includes(name)) continue;
    info(`Measuring: ${name}`);
    figures.push(...(await bench(scenario, processes)));
  }
  await scenario.bare.end();
  await db.close();
  report(figures);
}
