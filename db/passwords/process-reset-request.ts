import { record } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { Conflict } from "@/db/errors";
import { findAccountById } from "@/db/sessions/find-account";
import { queuePasswordLink } from "./queue-link";

/**
 * Sends a link to whoever was named, if they are somebody who may sign in there, and can be reached. It is recorded
 * where the account is managed, also when it has no e-mail address.
 */
export async function processResetRequest(call: {
  db: Database;
  claim: { readonly root: string; readonly organizationId: string; readonly userId: string };
  address: string;
}): Promise<void> {
  await call.db.transaction(async (tx) => {
    const account = await findAccountById(tx, call.claim);
    if (!account) return;
    const cause = {
      organizationId: account.managingOrganizationId,
      ...{ actorId: null, actorName: null, actingFromId: null, address: call.address },
    };
    const event = {
      action: "passwords.request",
      subject: { id: account.id, name: account.username },
    } as const;
    if (!account.email) return await recordRefusal(tx, cause, event, new Conflict(NO_ADDRESS));
    await queuePasswordLink(tx, account.id, { keepLive: true });
    await record(tx, cause, event);
  });
}

const NO_ADDRESS = "The account has no e-mail address.";
