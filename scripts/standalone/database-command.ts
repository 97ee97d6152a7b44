import type { DatabaseAddress } from "@/db/connection/connection-problem";
import { givenDatabase } from "../given-database";
import { CliError, logFailure } from "../log";
import { shutdownRequested } from "../shutdown-signal";

/** Runs a command on the database of DATABASE_URL (a build has no embedded one), then ends the process. */
export async function databaseCommand(work: (database: DatabaseAddress) => Promise<void>): Promise<never> {
  process.exit(await Promise.race([shutdownRequested().then(() => 1), run(work)]));
}

async function run(work: (database: DatabaseAddress) => Promise<void>): Promise<number> {
  try {
    const database = await givenDatabase();
    if (!database) throw new CliError("DATABASE_URL is missing. See .env.example.");
    await work(database);
    return 0;
  } catch (error) {
    return logFailure(error);
  }
}
