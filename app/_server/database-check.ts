import { setTimeout as pause } from "node:timers/promises";
import {
  type DatabaseAddress,
  UnreachableDatabase,
  UnusableDatabase,
} from "@/db/connection/connection-problem";
import {
  checkRequirements,
  checkSameDatabase,
  checkTableRights,
  checkWritable,
  connectTo,
} from "@/db/setup/requirements";
import { readSchemaVersion, schemaProblem } from "@/db/setup/schema-version";
import { checkClock } from "./clock-check";
import { reportOutage, reportRecovery } from "./database-outage";
import { getEnv } from "./env";
import { endWith, log } from "./log";
import { checkSettings, startWithSettings } from "./shared-settings";
import { warnOperator, withdrawWarning } from "./warnings";

/** The timeout of each connection, in milliseconds. */
const TIMEOUT = 2000;

/** The time between two comparisons with the other processes, in milliseconds. */
const REPEAT = 60_000;

const PART = "the check at startup";

/**
 * Ends the process with a message if the database doesn't meet the requirements or has another schema. If the database is
 * unreachable, it resolves and keeps checking until the database is back. After one successful check it only watches
 * AUTH_SECRET and the clock, because a running process continues while a newer version migrates.
 */
export async function watchDatabase(): Promise<void> {
  if (await isDecided()) return await watchProcess();
  void (async () => {
    do await pause(1000);
    while (!(await isDecided()));
    await watchProcess();
  })();
}

/**
 * Warns while this process has another AUTH_SECRET than others, another time than the database, or two addresses that lead to
 * different databases. Never throws: while the database is away, others say so.
 */
async function watchProcess(): Promise<void> {
  let hasStarted = false;
  await compare();
  setInterval(compare, REPEAT).unref();

  async function compare() {
    try {
      const client = await connectTo(directAddress(), { timeout: TIMEOUT });
      try {
        await (hasStarted ? checkSettings : startWithSettings)(client, getEnv());
        hasStarted = true;
        await checkClock(client);
        withdrawWarning(WARNING);
      } finally {
        await client.end();
      }
      await compareAddresses(pooledAddress(), directAddress());
    } catch (error) {
      if (isRefusedDirectly(error)) warnOperator(WARNING, error.message);
      log.debug({ err: error }, "AUTH_SECRET, BASE_URL and the clock can't be compared yet");
    }
  }
}

/** Warns while a pooler leads to another database than the address past it: pages and worker would then use different ones. */
export async function compareAddresses(pooled: DatabaseAddress, direct: DatabaseAddress): Promise<void> {
  try {
    if (direct.setting !== pooled.setting) await checkSameDatabase(pooled, direct, TIMEOUT);
    withdrawWarning("addresses");
  } catch (error) {
    if (!(error instanceof UnusableDatabase) || error instanceof UnreachableDatabase) throw error;
    warnOperator("addresses", `${error.message} Until then, pages and worker use different ones.`);
  }
}

function pooledAddress(): DatabaseAddress {
  return { url: getEnv().DATABASE_URL, setting: "DATABASE_URL" };
}

/** Past any pooler. */
function directAddress(): DatabaseAddress {
  const { DATABASE_DIRECT_URL } = getEnv();
  return DATABASE_DIRECT_URL ? { url: DATABASE_DIRECT_URL, setting: "DATABASE_DIRECT_URL" } : pooledAddress();
}

/** False while the database doesn't respond. */
async function isDecided(): Promise<boolean> {
  const pooled = pooledAddress();
  const direct = directAddress();
  try {
    if (direct.setting !== pooled.setting) await checkSameDatabase(pooled, direct, TIMEOUT);
    await checkDatabase(direct);
    reportRecovery(PART);
    withdrawWarning(WARNING);
    return true;
  } catch (error) {
    const isAway = !(error instanceof UnusableDatabase) || error instanceof UnreachableDatabase;
    if (!isAway) endWith(error.message);
    if (isRefusedDirectly(error)) warnOperator(WARNING, error.message);
    else reportOutage(PART, error instanceof UnreachableDatabase ? error.message : unknownReason(error));
    return false;
  }
}

/**
 * Checks that this version can work with the database.
 * @param writable whether it must accept changes: app and worker wait until it does
 * @throws UnusableDatabase, with an explanation
 */
export async function checkDatabase(address: DatabaseAddress, { writable = false } = {}): Promise<void> {
  const client = await connectTo(address, { timeout: TIMEOUT });
  try {
    await checkRequirements(client, address);
    if (writable) await checkWritable(client, address);
    await checkTableRights(client, address);
    const version = await readSchemaVersion(client);
    if (version !== "current") throw new UnusableDatabase(schemaProblem(version, address));
  } finally {
    await client.end();
  }
}

const WARNING = "direct-url";

/** Whether only jobs and migrations can't connect. Pages use DATABASE_URL, so nothing else would show it. */
function isRefusedDirectly(error: unknown): error is UnreachableDatabase {
  const isDirect = error instanceof UnreachableDatabase && error.setting === "DATABASE_DIRECT_URL";
  return isDirect && error.failure !== "no-answer";
}

function unknownReason(error: unknown): string {
  return `The schema's version can't be read yet: ${error instanceof Error ? error.message : String(error)}.`;
}
