// `npm run bench:pages`: what each page takes at an ordinary size, and in the trees of `npm run bench:seed -- --large`.
import { parseArgs } from "node:util";
import { seedTree } from "@/bench/seed/tree";
import { CROWDED, LARGE, SMALL, type TreeSize } from "@/bench/seed/tree-sizes";
import { createDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { findRoot } from "@/db/organizations/find";
import { seedDemo } from "@/db/seed/demo";
import { confirmDatabaseName } from "@/scripts/confirm-database";
import { type CommandDatabase, databaseCommand } from "@/scripts/database-command";
import { CliError, info } from "@/scripts/log";
import { migrateDatabase } from "@/scripts/migrate-database";
import { dropDatabase, recreateDatabase, withDatabase } from "@/scripts/postgres-server";
import type { MeasuredPage } from "./page";
import { AUDIT } from "./pages/audit";
import { GROUPS, ROLES } from "./pages/groups";
import { INVITATIONS } from "./pages/invitations";
import { ORGANIZATIONS } from "./pages/organizations";
import { USERS } from "./pages/users";
import { printPlans } from "./plans";
import { type PageFigure, report } from "./report";
import { samplePage } from "./sample";
import { openTreeScenario } from "./tree-scenario";

const USAGE = `npm run bench:pages [-- [--database name] [--plans] [words]]

Reads every page of the console through the model, as the page itself does, and prints how many
statements and milliseconds that takes (median, lowest and highest of 15): in a small tree, with
about a hundred of everything, in a database of its own that is made and dropped, and in the trees
that these add before:

  npm run bench:seed -- --large     10,000 organizations, 1,000,000 memberships, 5,000,000 audit rows
  npm run bench:seed -- --crowded   an organization with 1,000,000 members and 100,000 invitations

  words      only the pages whose names have all of these: npm run bench:pages -- audit root
  --database the name of the database, where it isn't the embedded one
  --plans    the server's plans instead, EXPLAIN (ANALYZE, BUFFERS), of the larger trees
  --help     shows this

Both have a database to themselves with USHER_HOME set: USHER_HOME=.large npm run bench:seed -- --large`;

/** It prints how many pages are left after this many. */
const PROGRESS_EVERY = 50;

const ALL: readonly MeasuredPage[] = [
  ...ORGANIZATIONS,
  ...USERS,
  ...INVITATIONS,
  ...GROUPS,
  ...ROLES,
  ...AUDIT,
];

const { values: options, positionals: words } = parseArgs({
  options: { database: { type: "string" }, plans: { type: "boolean" }, help: { type: "boolean" } },
  allowPositionals: true,
});

if (options.help) console.log(USAGE);
else await databaseCommand("npm run bench:pages", measure);

async function measure({ url: databaseUrl, setting, isEmbedded }: CommandDatabase): Promise<void> {
  const warning = "This signs users in, and makes and deletes a database usher_measured beside,";
  const given = options.database ?? "";
  if (!isEmbedded)
    await confirmDatabaseName({ url: databaseUrl, setting, warning, given, option: "--database " });
  const pages = ALL.filter(({ name }) => words.every((word) => name.includes(word)));
  if (pages.length === 0) throw new CliError(`No page's name has “${words.join("” and “")}”.`);
  await migrateDatabase(databaseUrl, setting);
  const trees = await existingTrees(databaseUrl);
  await withSmallTree(databaseUrl, async (smallUrl) => {
    const places = [{ url: smallUrl, size: SMALL }, ...trees.map((size) => ({ url: databaseUrl, size }))];
    const scenarios = await Promise.all(places.map(({ url, size }) => openTreeScenario(url, size)));
    if (options.plans) {
      for (const page of pages)
        for (const scenario of scenarios.slice(1)) await printPlans(page, scenario, databaseUrl);
    } else {
      const figures: PageFigure[] = [];
      for (const [at, page] of pages.entries()) {
        if (at % PROGRESS_EVERY === 0) info(`Measuring ${pages.length - at} pages`);
        figures.push({ page: page.name, samples: await samplePage(page, scenarios) });
      }
      report(
        scenarios.map(({ size }) => size.handle),
        figures,
      );
    }
    for (const scenario of scenarios) await scenario.close();
  });
}

async function existingTrees(databaseUrl: string): Promise<TreeSize[]> {
  const db = createDatabase(databaseUrl, { connections: 1 });
  const roots = await Promise.all(
    [LARGE, CROWDED].map(async (size) => (await findRoot(db, size.handle)) && size),
  );
  await db.close();
  const trees = roots.filter((size) => size !== null && size !== undefined);
  if (trees.length === 0)
    throw new CliError("There is no large tree to measure. Add one: npm run bench:seed -- --large");
  return trees;
}

async function withSmallTree(databaseUrl: string, work: (url: string) => Promise<void>): Promise<void> {
  const [server, name] = [withDatabase(databaseUrl, "postgres"), "usher_measured"];
  const url = withDatabase(databaseUrl, name);
  info("Seeding the small tree");
  await recreateDatabase(server, name);
  try {
    await migrate(url);
    await seedDemo(url);
    await seedTree(url, SMALL, () => {});
    await work(url);
  } finally {
    await dropDatabase(server, name);
  }
}
