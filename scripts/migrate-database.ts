import { describeDatabase, UnusableDatabase } from "@/db/connection/connection-problem";
import { migrate } from "@/db/migrate";
import { CliError, info } from "./log";

/**
 * Migrates the database.
 * @throws CliError with a message if the database can't be used
 */
export async function migrateDatabase(url: string, setting = "DATABASE_URL"): Promise<void> {
  const username = decodeURIComponent(new URL(url).username);
  const name = describeDatabase({ url, setting });
  info(`Migrating ${name}${username ? ` as ${username}` : ""}`);
  const onBusy = () => info("Another session, perhaps a backup, holds a lock on a table. Trying again …");
  const applied = await withCliErrors(() => migrate(url, { setting, onBusy }));
  info(
    applied > 0
      ? `Applied ${applied} migration${applied === 1 ? "" : "s"} to ${name}`
      : `The tables are up to date in ${name}`,
  );
}

/** Ends a command with only the message if the database can't be used. */
export async function withCliErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw cause instanceof UnusableDatabase ? new CliError(cause.message, { cause }) : cause;
  }
}
