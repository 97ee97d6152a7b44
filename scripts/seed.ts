import { CROWDED, LARGE } from "@/db/seed/tree-sizes";
import { confirmDatabaseName } from "./confirm-database";
import { databaseCommand } from "./database-command";
import { migrateDatabase } from "./migrate-database";
import { seedDemoData, seedTreeData } from "./seed-data";

const trees = [LARGE, CROWDED].filter(({ handle }) => process.argv.includes(`--${handle}`));

await databaseCommand(
  "npm run db:seed",
  async ({ url, setting, isEmbedded }) => {
    if (!isEmbedded)
      await confirmDatabaseName({ url, setting, what: "This adds users with a known password to" });
    await migrateDatabase(url, setting);
    await seedDemoData(url);
    for (const tree of trees) await seedTreeData(url, tree);
  },
  { alone: trees.length > 0 },
);
