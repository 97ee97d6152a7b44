import path from "node:path";
import type { DatabaseAddress } from "@/db/connection/connection-problem";
import { embeddedUrl, readPostmaster, startEmbeddedPostgres } from "./embedded-postgres";
import { givenDatabase } from "./given-database";
import { findHolder, takeLock } from "./lock";
import { CliError, info, logFailure } from "./log";
import { manageProcesses } from "./managed-processes";
import { home, postgresFolder } from "./paths";
import { getFreePort } from "./ports";
import { shutdownRequested } from "./shutdown-signal";

/** The database of a command, and the setting that names it. */
export type CommandDatabase = DatabaseAddress & { readonly isEmbedded: boolean };

/**
 * Runs `work` with the database of DATABASE_URL or else the embedded one, which it starts temporarily if it isn't running.
 * Then ends the process.
 * @param alone whether to refuse while Usher is running on the embedded database
 */
export async function databaseCommand(
  command: string,
  work: (database: CommandDatabase) => Promise<void>,
  { alone = false } = {},
): Promise<never> {
  const processes = manageProcesses();
  const code = await Promise.race([
    shutdownRequested().then(() => 1),
    findDatabase()
      .then(work)
      .then(() => 0, logFailure),
  ]);
  await processes.stop();
  process.exit(code);

  async function findDatabase(): Promise<CommandDatabase> {
    const given = await givenDatabase();
    if (given) return { ...given, isEmbedded: false };
    if (!alone && (await findHolder(home))) return runningDatabase();
    const lock = await takeLock(home, command);
    process.once("exit", lock.release);
    info("Starting the embedded PostgreSQL");
    const port = await getFreePort();
    await startEmbeddedPostgres({ processes, folder: postgresFolder, port });
    return embedded(port);
  }
}

function runningDatabase() {
  const server = readPostmaster(path.join(postgresFolder, "data"));
  if (server) return embedded(server.port);
  throw new CliError(
    "Usher runs in this folder with a database of its own. Set DATABASE_URL as it is set there.",
  );
}

function embedded(port: number): CommandDatabase {
  return { url: embeddedUrl(postgresFolder, port), setting: "embedded", isEmbedded: true };
}
