import { record } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { Conflict } from "@/db/errors";
import { findAccountById } from "@/db/sessions/find-account";
import { queuePasswordLink } from "./queue-link";

/**
 * Queues the email with a password link for an account that can sign in at the organization. Does nothing for any other
 * account. Recorded in the managing organization, even if the account has no email address.
 */
export async function processResetRequest(call: {
  db: Database;
  account: { readonly root: string; readonly organizationId: string; readonly userId: string };
  address: string;
}): Promise<void> {
  await call.db.transaction(async (tx) => {
    const account = await findAccountById(tx, call.account);
    if (!account) return;
    const cause = {
      organizationId: account.managingOrganizationId,
      actorId: null,
      actorName: null,
      actingFromId: null,
      address: call.address,
    };
    const event = {
      action: "passwords.request",
      subject: { id: account.id, name: account.username },
    } as const;
    if (!account.email)
      return await recordRefusal(tx, cause, event, new Conflict({ code: "account-without-email" }));
    await queuePasswordLink(tx, account.id, { keepValid: true });
    await record(tx, cause, event);
  });
}
