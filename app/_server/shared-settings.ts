import { fingerprintOf, readSharedSettings, storeSharedSettings } from "@/db/secrets/shared-settings";
import type { Connection } from "@/db/setup/requirements";
import { isLoopback } from "@/lib/loopback";
import { log } from "./log";
import { warnOperator, withdrawWarning } from "./warnings";

/** The settings in which the apps and the worker of one database must not differ. */
type SharedSettings = { readonly AUTH_SECRET: string; readonly BASE_URL: string };

/** Logs what the process that started before had otherwise. From now on, the others are compared with this one. */
export async function startWithSettings(
  connection: Connection,
  { AUTH_SECRET, BASE_URL }: SharedSettings,
): Promise<void> {
  const own = { fingerprint: fingerprintOf(AUTH_SECRET), baseUrl: BASE_URL };
  const before = await readSharedSettings(connection);
  await storeSharedSettings(connection, own);
  if (!before) return;
  if (!before.fingerprint.equals(own.fingerprint)) log.warn(ANOTHER_SECRET_BEFORE);
  if (areDifferent(before.baseUrl, BASE_URL)) log.warn(anotherAddressBefore(before.baseUrl, BASE_URL));
}

/** Warns if a process that started later has other settings, and withdraws the warnings when none has. */
export async function checkSettings(
  connection: Connection,
  { AUTH_SECRET, BASE_URL }: SharedSettings,
): Promise<void> {
  const last = await readSharedSettings(connection);
  if (last && !last.fingerprint.equals(fingerprintOf(AUTH_SECRET)))
    warnOperator("auth-secret", ANOTHER_SECRET_LATER);
  else withdrawWarning("auth-secret");
  if (last && areDifferent(last.baseUrl, BASE_URL))
    warnOperator("shared-base-url", anotherAddressLater(last.baseUrl, BASE_URL));
  else withdrawWarning("shared-base-url");
}

/** On loopback, several can run on one machine for themselves, each with its own port. */
function areDifferent(other: string | null, own: string): other is string {
  return other !== null && other !== own && !isLoopback(own);
}

const ANOTHER_SECRET_BEFORE =
  "AUTH_SECRET isn't the one that Usher was started with before. If you changed it, that is expected, " +
  "and everybody has to sign in again. If you didn't, correct it: all processes, also the worker, need the same AUTH_SECRET.";

const ANOTHER_SECRET_LATER =
  "A process that started after this one uses a different AUTH_SECRET, so pages keep redirecting, " +
  "or emails that are sent again have another link. Give all processes, also the worker, the same AUTH_SECRET. " +
  "If you have just changed it, stop this process. If the wrong process has ended, restart one with the right secret.";

function anotherAddressBefore(other: string, own: string): string {
  return (
    `BASE_URL is ${own}, and Usher was started with ${other} before. If you changed it, that is expected. ` +
    "If you didn't, correct it: links in emails lead to the BASE_URL of the worker, so all processes need the same."
  );
}

function anotherAddressLater(other: string, own: string): string {
  return (
    `A process that started after this one uses ${other} as its BASE_URL, not ${own}, ` +
    "so the links in some emails may not work. Give all processes, also the worker, the same BASE_URL. " +
    "If you have just changed it, stop this process. " +
    "If the wrong process has ended, restart one with the right BASE_URL."
  );
}
