import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { consume } from "@/db/limits/limits";
import { accountKey, type Claim, readable } from "@/db/sessions/account";

/**
 * Asks for a link to set a forgotten password. The answer, and the work before it, are the same whoever is named: the
 * worker looks the account up (`answerPasswordRequest`).
 * @throws Limited after too many for the account, whether it exists or not, or from the address
 */
export async function askForPassword(call: { db: Database; input: Claim; address: string }): Promise<void> {
  const { db, address } = call;
  const { root, organizationId, username } = readable(call.input);
  await consume(db, "password-requests-of-address", address);
  await consume(db, "password-requests-of-account", accountKey({ root, username }));
  await db.execute(sql`
    select graphile_worker.add_job('answer-password-request',
      ${JSON.stringify({ root, organizationId, username, address })}::json)`);
}
