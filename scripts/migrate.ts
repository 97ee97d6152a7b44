import { databaseCommand } from "./database-command";
import { migrateDatabase } from "./migrate-database";

await databaseCommand("npm run db:migrate", ({ url, setting }) => migrateDatabase(url, setting));
