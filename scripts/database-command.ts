import path from "node:path";
import type { DatabaseAddress } from "@/db/connection-problem";
import { keepChildren } from "./children";
import { embeddedUrl, startEmbeddedPostgres } from "./embedded-postgres";
import { findHolder, takeLock } from "./lock";
import { home, postgresFolder } from "./places";
import { anyFreePort } from "./ports";
import { readPostmaster } from "./postgres-leftover";
import { explain, Refusal, say } from "./say";
import { givenDatabase } from "./settings";
import { toldToStop } from "./told-to-stop";

/** The database that a command works with, and the setting it comes from. */
export type CommandDatabase = DatabaseAddress & { readonly isEmbedded: boolean };

/**
 * Does one thing with the database of DATABASE_URL or else the embedded one, which it starts for the time when it is
 * not running. Then ends the process.
 * @param alone refuse while Usher runs on the embedded one
 */
export async function databaseCommand(
  command: string,
  work: (database: CommandDatabase) => Promise<void>,
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

  async function findDatabase(): Promise<CommandDatabase> {
    const given = givenDatabase();
    if (given) return { ...given, isEmbedded: false };
    if (!alone && (await findHolder(home))) return runningDatabase();
    const lock = await takeLock(home, command);
    process.once("exit", lock.release);
    say("Starting the embedded PostgreSQL");
    const port = await anyFreePort();
    await startEmbeddedPostgres({ children, folder: postgresFolder, port });
    return embedded(port);
  }
}

function runningDatabase() {
  const server = readPostmaster(path.join(postgresFolder, "data"));
  if (server) return embedded(server.port);
  throw new Refusal(
    "Usher runs in this folder with a database of its own. Set DATABASE_URL as it is set there.",
  );
}

function embedded(port: number): CommandDatabase {
  return { url: embeddedUrl(postgresFolder, port), setting: "embedded", isEmbedded: true };
}

function complain(error: unknown) {
  explain(error);
  return 1;
}
