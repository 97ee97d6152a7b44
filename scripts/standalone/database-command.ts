import type { DatabaseAddress } from "@/db/connection-problem";
import { CliError, logFailure } from "../log";
import { givenDatabase } from "../settings";
import { shutdownRequested } from "../shutdown-signal";

/** Does one thing with the database of DATABASE_URL: in a build there is no embedded one. Then ends the process. */
export async function databaseCommand(work: (database: DatabaseAddress) => Promise<void>): Promise<never> {
  process.exit(await Promise.race([shutdownRequested().then(() => 1), run(work)]));
}

async function run(work: (database: DatabaseAddress) => Promise<void>): Promise<number> {
  try {
    const database = givenDatabase();
    if (!database) throw new CliError("DATABASE_URL is missing. See .env.example.");
    await work(database);
    return 0;
  } catch (error) {
    return logFailure(error);
  }
}
