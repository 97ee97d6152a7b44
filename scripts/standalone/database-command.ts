import type { DatabaseAddress } from "@/db/connection-problem";
import { explain, Refusal } from "../say";
import { givenDatabase } from "../settings";
import { toldToStop } from "../told-to-stop";

/** Does one thing with the database of DATABASE_URL: in a build there is no embedded one. Then ends the process. */
export async function databaseCommand(work: (database: DatabaseAddress) => Promise<void>): Promise<never> {
  process.exit(await Promise.race([toldToStop().then(() => 1), run(work)]));
}

async function run(work: (database: DatabaseAddress) => Promise<void>): Promise<number> {
  try {
    const database = givenDatabase();
    if (!database) throw new Refusal("DATABASE_URL is missing. See .env.example.");
    await work(database);
    return 0;
  } catch (error) {
    explain(error);
    return 1;
  }
}
