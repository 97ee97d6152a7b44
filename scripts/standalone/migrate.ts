// `node migrate.js` in a build.
import { migrateDatabase } from "../migrate-database";
import { refuseArguments } from "../refuse-arguments";
import { databaseCommand } from "./database-command";

await databaseCommand(async ({ url, setting }) => {
  refuseArguments();
  await migrateDatabase(url, setting);
});
