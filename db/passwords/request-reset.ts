import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { takePasswordRequest } from "@/db/limits/account-tries";
import { enqueue, SIGN_IN_PRIORITY } from "@/db/queue/enqueue";
import { type Device, isDeviceOf } from "@/db/sessions/device";
import { accountKey, type Credentials, sanitizeCredentials } from "@/db/sessions/find-account";

/**
 * Requests a link to reset a forgotten password. The response and the work for it are the same for every username, so that
 * they don't reveal whether an account exists. A job checks the account (`processResetRequest`). The queue contains no
 * username, only the id of the account or, if there is none, a random id.
 * @throws Limited after too many requests for the account, whether it exists or not, or from the network
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
      join organizations root on root.id = u.root_id
      where root.handle = ${root} and u.username = ${username}
    ),
    gen_random_uuid()
  )`;
  await db.transaction((tx) =>
    tx.execute(
      enqueue(
        "process-reset-request",
        { root, organizationId, address, userId },
        { priority: SIGN_IN_PRIORITY },
      ),
    ),
  );
}
