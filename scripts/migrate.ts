import { databaseCommand } from "./database-command";
import { migrateDatabase } from "./prepare-database";

await databaseCommand("npm run db:migrate", ({ url, setting }) => migrateDatabase(url, setting));
