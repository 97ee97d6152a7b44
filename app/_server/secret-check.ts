import type { DatabaseAddress } from "@/db/connection/connection-problem";
import { fingerprintOf, readFingerprint, storeFingerprint } from "@/db/secrets/fingerprint";
import { connectTo } from "@/db/setup/requirements";
import { log } from "./log";
import { warnOperator, withdrawWarning } from "./warnings";

const REPEAT = 60_000;
const TIMEOUT = 2000;

/**
 * Logs if this process has another AUTH_SECRET than the one that started before, and from then on warns while one that
 * started later has another. Never throws: while the database is away, others say so.
 */
export async function watchSecret(address: DatabaseAddress, secret: string): Promise<void> {
  let isStored = false;
  await compare();
  setInterval(compare, REPEAT).unref();

  async function compare() {
    try {
      await (isStored ? checkSecret(address, secret) : startWithSecret(address, secret));
      isStored = true;
    } catch (error) {
      log.debug({ err: error }, "AUTH_SECRET can't be compared with that of other processes yet");
    }
  }
}

/** Logs if the process that started before has another secret. From now on, the others are compared with this one. */
export async function startWithSecret(address: DatabaseAddress, secret: string): Promise<void> {
  const own = fingerprintOf(secret);
  const client = await connectTo(address, { timeout: TIMEOUT });
  try {
    const before = await readFingerprint(client);
    if (before?.equals(own)) return;
    await storeFingerprint(client, own);
    if (before) log.warn(ANOTHER_BEFORE);
  } finally {
    await client.end();
  }
}

/** Warns if a process that started later has another secret, and withdraws the warning when none has. */
export async function checkSecret(address: DatabaseAddress, secret: string): Promise<void> {
  const client = await connectTo(address, { timeout: TIMEOUT });
  try {
    const last = await readFingerprint(client);
    if (last && !last.equals(fingerprintOf(secret))) warnOperator(WARNING, ANOTHER_LATER);
    else withdrawWarning(WARNING);
  } finally {
    await client.end();
  }
}

const WARNING = "auth-secret";

const ANOTHER_BEFORE =
  "AUTH_SECRET isn't the one that Usher was started with before. If you changed it, that is expected, " +
  "and everybody has to sign in again. If you didn't, correct it: all processes, also the worker, need the same AUTH_SECRET.";

const ANOTHER_LATER =
  "A process that started after this one uses a different AUTH_SECRET, so pages keep redirecting, " +
  "or emails that are sent again have another link. Give all processes, also the worker, the same AUTH_SECRET. " +
  "If you have just changed it, stop this process.";
