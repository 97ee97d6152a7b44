import { seedDemo } from "@/db/seed/demo";
import { seedTree } from "@/db/seed/tree";
import { membershipCount, type TreeSize } from "@/db/seed/tree-sizes";
import { CliError, info } from "./log";

/** Adds the demo, unless it is there. */
export async function seedDemoData(databaseUrl: string): Promise<void> {
  if (await seedDemo(databaseUrl)) info("Filled it with the demo");
}

/** Adds a tree, to see how Usher behaves at its size. @throws CliError where it is already there */
export async function seedTreeData(databaseUrl: string, size: TreeSize): Promise<void> {
  const { handle, organizations, auditEvents } = size;
  const [places, members, events] = [organizations, membershipCount(size), auditEvents].map(numeral);
  info(`Adding ${places} organizations, ${members} memberships and ${events} audit rows, several minutes …`);
  const began = Date.now();
  if (!(await seedTree(databaseUrl, size, info)))
    throw new CliError(`The ${handle} tree is already there: /t/${handle}.`);
  info(`Done in ${Math.round((Date.now() - began) / 1000)} seconds: sign in at /t/${handle} as lara`);
}

function numeral(count: number) {
  return count.toLocaleString("en");
}
