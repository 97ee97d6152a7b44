import { setTimeout as pause } from "node:timers/promises";
import {
  type DatabaseAddress,
  UnreachableDatabase,
  UnusableDatabase,
} from "@/db/connection/connection-problem";
import { checkRequirements, checkSameDatabase, checkTableRights, connectTo } from "@/db/setup/requirements";
import { readSchemaVersion, schemaProblem } from "@/db/setup/schema-version";
import { reportOutage, reportRecovery } from "./database-outage";
import { getEnv } from "./env";
import { log } from "./log";

/** The timeout of each connection, in milliseconds. */
const TIMEOUT = 2000;

const PART = "the check at startup";

/**
 * Ends the process with a message if the database doesn't meet the requirements or has another schema. If the database is
 * unreachable, it resolves and keeps checking until the database is back. After one successful check it stops, because a
 * running process continues while a newer version migrates.
 */
export async function watchDatabase(): Promise<void> {
  if (await isDecided()) return;
  void (async () => {
    do await pause(1000);
    while (!(await isDecided()));
  })();
}

/** False while the database doesn't respond. */
async function isDecided(): Promise<boolean> {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = getEnv();
  const address = { url: DATABASE_URL, setting: "DATABASE_URL" };
  const direct = DATABASE_DIRECT_URL ? { url: DATABASE_DIRECT_URL, setting: "DATABASE_DIRECT_URL" } : address;
  try {
    if (direct !== address) await checkSameDatabase(address, direct, TIMEOUT);
    await checkDatabase(direct);
    reportRecovery(PART);
    return true;
  } catch (error) {
    const isAway = !(error instanceof UnusableDatabase) || error instanceof UnreachableDatabase;
    if (!isAway) refuse(error.message);
    reportOutage(PART, error instanceof UnreachableDatabase ? error.message : unknownReason(error));
    return false;
  }
}

/**
 * Checks that this version can work with the database.
 * @throws UnusableDatabase, with an explanation
 */
export async function checkDatabase(address: DatabaseAddress): Promise<void> {
  const client = await connectTo(address, { timeout: TIMEOUT });
  try {
    await checkRequirements(client, address);
    await checkTableRights(client, address);
    const version = await readSchemaVersion(client);
    if (version !== "current") throw new UnusableDatabase(schemaProblem(version, address));
  } finally {
    await client.end();
  }
}

function unknownReason(error: unknown): string {
  return `The schema's version can't be read yet: ${error instanceof Error ? error.message : String(error)}.`;
}

function refuse(sentence: string): never {
  log.fatal(sentence);
  process.exit(1);
}
