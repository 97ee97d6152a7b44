import path from "node:path";
import { keepChildren } from "./children";
import { embeddedUrl, startEmbeddedPostgres } from "./embedded-postgres";
import { findHolder, takeLock } from "./lock";
import { home } from "./places";
import { anyFreePort } from "./ports";
import { readPostmaster } from "./postgres-leftover";
import { explain, Refusal, say } from "./say";
import { givenVariables, postgresFolder } from "./settings";
import { toldToStop } from "./told-to-stop";

/**
 * Does one thing with the database of DATABASE_URL or else the embedded one, which it starts for the time when it is
 * not running. Then ends the process.
 * @param alone refuse while Usher runs on the embedded one
 */
export async function databaseCommand(
  command: string,
  work: (databaseUrl: string) => Promise<void>,
  { alone = false } = {},
): Promise<never> {
  const children = keepChildren();
  const code = await Promise.race([
    toldToStop().then(() => 1),
    findDatabase()
      .then(work)
      .then(() => 0, complain),
  ]);
  await children.stop();
  process.exit(code);

  async function findDatabase() {
    const { DATABASE_URL, DATABASE_DIRECT_URL: given = DATABASE_URL } = givenVariables();
    if (given) return given;
    if (!alone && (await findHolder(home))) return runningDatabase();
    const lock = await takeLock(home, command);
    process.once("exit", lock.release);
    say("Starting the embedded PostgreSQL");
    const port = await anyFreePort();
    await startEmbeddedPostgres({ children, folder: postgresFolder, port });
    return embeddedUrl(postgresFolder, port);
  }
}

/** For what would be a disaster, or a known password, in a real database. `--force` insists. */
export function refuseElsewhere(databaseUrl: string, what: string): void {
  const { hostname } = new URL(databaseUrl);
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname) || process.argv.includes("--force")) return;
  throw new Refusal(
    `This ${what} the database at ${hostname}, which is not this machine. If you mean it, add: -- --force`,
  );
}

function runningDatabase() {
  const server = readPostmaster(path.join(postgresFolder, "data"));
  if (server) return embeddedUrl(postgresFolder, server.port);
  throw new Refusal(
    "Usher runs in this folder with a database of its own. Set DATABASE_URL as it is set there.",
  );
}

function complain(error: unknown) {
  explain(error);
  return 1;
}
