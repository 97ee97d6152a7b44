import { UnusableDatabase } from "@/db/connection-problem";
import { migrate } from "@/db/migrate";
import { Refusal, say } from "./say";

/**
 * Brings the tables up to date.
 * @throws Refusal with a sentence where the database can't be used
 */
export async function migrateDatabase(url: string, setting = "DATABASE_URL"): Promise<void> {
  say("Migrating the database");
  const onBusy = () => say("Another session, perhaps a backup, holds a lock on a table. Trying again …");
  const applied = await inSentences(() => migrate(url, { setting, onBusy }));
  say(applied > 0 ? `Applied ${applied} migration${applied === 1 ? "" : "s"}` : "The schema is up to date");
}

/** Ends a command with the sentence alone where the database can't be used. */
export async function inSentences<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw cause instanceof UnusableDatabase ? new Refusal(cause.message, { cause }) : cause;
  }
}
