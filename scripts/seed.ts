import { databaseCommand, refuseElsewhere } from "./database-command";
import { fillWithDemo, fillWithLarge, migrateDatabase } from "./prepare-database";

await databaseCommand("npm run db:seed", async (databaseUrl) => {
  refuseElsewhere(databaseUrl, "puts people with a known password into");
  await migrateDatabase(databaseUrl);
  await fillWithDemo(databaseUrl);
  if (process.argv.includes("--large")) await fillWithLarge(databaseUrl);
});
