import { UnusableDatabase } from "@/db/connection-problem";
import { migrate } from "@/db/migrate";
import { seedDemo } from "@/db/seed/demo";
import { seedTree } from "@/db/seed/tree";
import { membershipCount, type TreeSize } from "@/db/seed/tree-sizes";
import { Refusal, say } from "./say";

/**
 * Brings the tables up to date.
 * @throws Refusal with a sentence where the database can't be used
 */
export async function migrateDatabase(url: string, setting = "DATABASE_URL"): Promise<void> {
  say("Bringing the tables up to date");
  const onBusy = () => say("Another session, perhaps a backup, holds a lock on a table. Trying again …");
  await inSentences(() => migrate(url, { setting, onBusy }));
}

/** Ends a command with the sentence alone where the database can't be used. */
export async function inSentences<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw cause instanceof UnusableDatabase ? new Refusal(cause.message, { cause }) : cause;
  }
}

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
