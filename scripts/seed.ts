import { CROWDED, LARGE } from "@/db/seed/tree-sizes";
import { databaseCommand } from "./database-command";
import { migrateDatabase } from "./migrate-database";
import { fillWithDemo, fillWithTree } from "./prepare-database";
import { requireTypedName } from "./typed-name";

const trees = [LARGE, CROWDED].filter(({ handle }) => process.argv.includes(`--${handle}`));

await databaseCommand(
  "npm run db:seed",
  async ({ url, setting, isEmbedded }) => {
    if (!isEmbedded)
      await requireTypedName({ url, setting, what: "This adds users with a known password to" });
    await migrateDatabase(url, setting);
    await fillWithDemo(url);
    for (const tree of trees) await fillWithTree(url, tree);
  },
  { alone: trees.length > 0 },
);
