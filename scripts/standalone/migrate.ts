// `node migrate.js` in a build.
import { migrateDatabase } from "../migrate-database";
import { databaseCommand } from "./database-command";

await databaseCommand(({ url, setting }) => migrateDatabase(url, setting));
