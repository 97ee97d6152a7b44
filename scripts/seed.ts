import { CROWDED, LARGE } from "@/db/seed/tree-sizes";
import { databaseCommand, refuseElsewhere } from "./database-command";
import { fillWithDemo, fillWithTree, migrateDatabase } from "./prepare-database";

const trees = [LARGE, CROWDED].filter(({ handle }) => process.argv.includes(`--${handle}`));

await databaseCommand(
  "npm run db:seed",
  async (databaseUrl) => {
    refuseElsewhere(databaseUrl, "puts people with a known password into");
    await migrateDatabase(databaseUrl);
    await fillWithDemo(databaseUrl);
    for (const tree of trees) await fillWithTree(databaseUrl, tree);
  },
  { alone: trees.length > 0 },
);
