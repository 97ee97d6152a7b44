import { confirmDatabaseName } from "./confirm-database";
import { databaseCommand } from "./database-command";
import { migrateDatabase } from "./migrate-database";
import { seedDemoData } from "./seed-demo";

await databaseCommand("npm run db:seed", async ({ url, setting, isEmbedded }) => {
  if (!isEmbedded)
    await confirmDatabaseName({ url, setting, warning: "This adds users with a known password to" });
  await migrateDatabase(url, setting);
  await seedDemoData(url);
});
