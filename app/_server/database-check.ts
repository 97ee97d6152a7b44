import { setTimeout as pause } from "node:timers/promises";
import { UnusableDatabase } from "@/db/connection-problem";
import { connectTo } from "@/db/requirements";
import { newerThanKnown, olderThanKnown, readSchemaVersion } from "@/db/schema-version";
import { getEnv } from "./env";
import { log } from "./log";

/**
 * Ends the process with a sentence when the database's schema is newer or older than the one this version knows. While
 * the database is away it resolves, goes on asking, and decides when the database is back.
 */
export async function watchSchema(): Promise<void> {
  if (await isDecided()) return;
  void (async () => {
    do await pause(1000);
    while (!(await isDecided()));
  })();
}

/** False while the database doesn't answer. */
async function isDecided(): Promise<boolean> {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = getEnv();
  const address = DATABASE_DIRECT_URL
    ? { url: DATABASE_DIRECT_URL, setting: "DATABASE_DIRECT_URL" }
    : { url: DATABASE_URL, setting: "DATABASE_URL" };
  try {
    const client = await connectTo(address, 2000);
    const version = await readSchemaVersion(client).finally(() => client.end());
    if (version === "newer") refuse(newerThanKnown(address));
    if (version === "older") refuse(olderThanKnown(address));
    return true;
  } catch (error) {
    log.warn(error instanceof UnusableDatabase ? error.message : "The schema's version can't be read yet.");
    return false;
  }
}

function refuse(sentence: string): never {
  log.fatal(sentence);
  process.exit(1);
}
