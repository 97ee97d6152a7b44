import { seedDemo } from "@/db/seed/demo";
import { seedTree } from "@/db/seed/tree";
import { membershipCount, type TreeSize } from "@/db/seed/tree-sizes";
import { Refusal, say } from "./say";

/** Fills it with the demo, unless that is there. */
export async function fillWithDemo(databaseUrl: string): Promise<void> {
  if (await seedDemo(databaseUrl)) say("Filled it with the demo");
}

/** Adds a tree, to see how Usher behaves at its size. @throws Refusal where it is already there */
export async function fillWithTree(databaseUrl: string, size: TreeSize): Promise<void> {
  const { handle, organizations, auditEvents } = size;
  const [places, members, events] = [organizations, membershipCount(size), auditEvents].map(numeral);
  say(`Adding ${places} organizations, ${members} memberships and ${events} audit rows, several minutes …`);
  const began = Date.now();
  if (!(await seedTree(databaseUrl, size, say)))
    throw new Refusal(`The ${handle} tree is already there: /t/${handle}.`);
  say(`Done in ${Math.round((Date.now() - began) / 1000)} seconds: sign in at /t/${handle} as lara`);
}

function numeral(count: number) {
  return count.toLocaleString("en");
}
