import { describeDatabase } from "@/db/connection/connection-problem";
import { hasOrganizations } from "@/db/seed/demo";
import { confirmDatabaseName } from "./confirm-database";
import { databaseCommand } from "./database-command";
import { CliError } from "./log";
import { migrateDatabase } from "./migrate-database";
import { seedDemoData } from "./seed-demo";

await databaseCommand("npm run db:seed", async ({ url, setting, isEmbedded }) => {
  if (!isEmbedded)
    await confirmDatabaseName({ url, setting, warning: "This adds users with a known password to" });
  // Before migrating: an older Usher that runs on it couldn't start again.
  if (await hasOrganizations(url))
    throw new CliError(
      `Nothing was added, because ${describeDatabase({ url, setting })} has organizations already. ` +
        "Use an empty database, or npm run db:reset.",
    );
  await migrateDatabase(url, setting);
  await seedDemoData(url);
});
