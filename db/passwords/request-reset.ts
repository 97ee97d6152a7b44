import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { takePasswordRequest } from "@/db/limits/account-tries";
import { enqueue } from "@/db/queue/enqueue";
import { type Device, isDeviceOf } from "@/db/sessions/device";
import { accountKey, type Credentials, sanitizeCredentials } from "@/db/sessions/find-account";

/**
 * Asks for a link to set a forgotten password. The answer, and the work before it, are the same whoever is named: the
 * worker judges the account (`processResetRequest`). What was typed doesn't wait for it: only the id of an account of that
 * name does, or an id of nobody.
 * @throws Limited after too many for the account, whether it exists or not, or from the network
 */
export async function requestPasswordReset(call: {
  db: Database;
  input: Credentials;
  address: string;
  device?: Device | null;
}): Promise<void> {
  const { db, address } = call;
  const { root, organizationId, username } = sanitizeCredentials(call.input);
  const device = call.device && (await isDeviceOf(db, call.device, { root, username })) ? call.device : null;
  await takePasswordRequest({ db, account: accountKey({ root, username }), address, device });
  const userId = sql`coalesce(
    (
      select u.id
      from users u
      join organizations r on r.id = u.root_id
      where r.handle = ${root} and u.username = ${username}
    ),
    gen_random_uuid()
  )`;
  await db.transaction((tx) =>
    tx.execute(enqueue("process-reset-request", { root, organizationId, address, userId })),
  );
}
