import { fingerprintOf, readFingerprint, storeFingerprint } from "@/db/secrets/fingerprint";
import type { Connection } from "@/db/setup/requirements";
import { log } from "./log";
import { warnOperator, withdrawWarning } from "./warnings";

/** Logs if the process that started before has another secret. From now on, the others are compared with this one. */
export async function startWithSecret(connection: Connection, secret: string): Promise<void> {
  const own = fingerprintOf(secret);
  const before = await readFingerprint(connection);
  if (before?.equals(own)) return;
  await storeFingerprint(connection, own);
  if (before) log.warn(ANOTHER_BEFORE);
}

/** Warns if a process that started later has another secret, and withdraws the warning when none has. */
export async function checkSecret(connection: Connection, secret: string): Promise<void> {
  const last = await readFingerprint(connection);
  if (last && !last.equals(fingerprintOf(secret))) warnOperator(WARNING, ANOTHER_LATER);
  else withdrawWarning(WARNING);
}

const WARNING = "auth-secret";

const ANOTHER_BEFORE =
  "AUTH_SECRET isn't the one that Usher was started with before. If you changed it, that is expected, " +
  "and everybody has to sign in again. If you didn't, correct it: all processes, also the worker, need the same AUTH_SECRET.";

const ANOTHER_LATER =
  "A process that started after this one uses a different AUTH_SECRET, so pages keep redirecting, " +
  "or emails that are sent again have another link. Give all processes, also the worker, the same AUTH_SECRET. " +
  "If you have just changed it, stop this process. If the wrong process has ended, restart one with the right secret.";
