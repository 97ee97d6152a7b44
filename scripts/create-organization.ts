import { databaseCommand } from "./database-command";
import { migrateDatabase } from "./migrate-database";
import { createRootOrganization, optionsOrExit } from "./root-organization";

const input = optionsOrExit("npm run create-organization --");
if (input) {
  await databaseCommand("npm run create-organization", async (database) => {
    await migrateDatabase(database.url, database.setting);
    await createRootOrganization(database, input);
  });
}
