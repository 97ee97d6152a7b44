import { databaseCommand, refuseElsewhere } from "./database-command";
import { recreateDatabase, withDatabase } from "./postgres-server";
import { fillWithDemo, migrateDatabase } from "./prepare-database";
import { say } from "./say";

// Alone, since the mail worker of a running Usher does not survive its tables.
await databaseCommand("npm run db:reset", reset, { alone: true });

async function reset(databaseUrl: string) {
  refuseElsewhere(databaseUrl, "deletes");
  const name = new URL(databaseUrl).pathname.slice(1);
  say(`Emptying the database ${name}`);
  await recreateDatabase(withDatabase(databaseUrl, "postgres"), name);
  await migrateDatabase(databaseUrl);
  await fillWithDemo(databaseUrl);
}
