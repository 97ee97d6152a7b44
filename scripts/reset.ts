import { reset } from "@/db/setup/reset";
import { confirmDatabaseName } from "./confirm-database";
import { databaseCommand } from "./database-command";
import { CliError, info } from "./log";
import { migrateDatabase, withCliErrors } from "./migrate-database";
import { seedDemoData } from "./seed-demo";

// Only one command at a time, because a running worker fails without its tables.
await databaseCommand(
  "npm run db:reset",
  async ({ url, setting, isEmbedded }) => {
    if (!isEmbedded) await confirmDatabaseName({ url, setting, warning: "This deletes everything in" });
    info("Emptying the database");
    await withCliErrors(() => reset({ url, setting })).catch(explainUntouched);
    await migrateDatabase(url, setting);
    if (isEmbedded) await seedDemoData(url);
  },
  { alone: true },
);

function explainUntouched(cause: unknown): never {
  if (cause instanceof CliError || !(cause instanceof Error)) throw cause;
  throw new CliError(
    `Nothing was deleted, because not everything could be made again: ${cause.message}. ` +
      "Stop what uses the database, and run this as the owner of its tables and of the schema public.",
    { cause },
  );
}
