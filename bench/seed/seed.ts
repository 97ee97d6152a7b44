// `npm run bench:seed -- --large`, or `-- --crowded`: adds a large tree of organizations to a database.
import { confirmDatabaseName } from "@/scripts/confirm-database";
import { databaseCommand } from "@/scripts/database-command";
import { CliError, info } from "@/scripts/log";
import { migrateDatabase } from "@/scripts/migrate-database";
import { seedDemoData } from "@/scripts/seed-demo";
import { seedTree } from "./tree";
import { CROWDED, LARGE, membershipCount, type TreeSize } from "./tree-sizes";

const trees = [LARGE, CROWDED].filter(({ handle }) => process.argv.includes(`--${handle}`));

await databaseCommand(
  "npm run bench:seed",
  async ({ url, setting, isEmbedded }) => {
    if (trees.length === 0)
      throw new CliError("Choose a tree: --large or --crowded. bench/README.md shows their sizes.");
    if (!isEmbedded)
      await confirmDatabaseName({ url, setting, warning: "This adds users with a known password to" });
    await migrateDatabase(url, setting);
    await seedDemoData(url);
    for (const tree of trees) await seedLargeTree(url, tree);
  },
  { alone: true },
);

async function seedLargeTree(databaseUrl: string, size: TreeSize): Promise<void> {
  const { handle, organizations, auditEvents } = size;
  const [count, members, events] = [organizations, membershipCount(size), auditEvents].map(numeral);
  info(`Adding ${count} organizations, ${members} memberships and ${events} audit rows, several minutes …`);
  const began = Date.now();
  if (!(await seedTree(databaseUrl, size, info)))
    throw new CliError(`The ${handle} tree is already there: /t/${handle}.`);
  info(`Done in ${Math.round((Date.now() - began) / 1000)} seconds: sign in at /t/${handle} as lara`);
}

function numeral(count: number) {
  return count.toLocaleString("en");
}
