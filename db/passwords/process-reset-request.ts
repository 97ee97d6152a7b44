import { sql } from "drizzle-orm";
import { record } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { Conflict, Refusal } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { findAccountById } from "@/db/sessions/find-account";
import { hasConfirmedAddress, isActivated } from "@/db/users/confirmed-address";
import { mailboxOf } from "@/db/users/mailbox";
import { queuePasswordLink } from "./queue-link";

type ResetRequest = {
  readonly db: Database;
  readonly account: { readonly root: string; readonly organizationId: string; readonly userId: string };
  readonly address: string;
};

/**
 * Queues the email with a password link for an account that can sign in at the organization. Does nothing for any other
 * account. Recorded in the managing organization, even if the account has no email address, or its mailbox got too many of
 * these emails.
 */
export async function processResetRequest(call: ResetRequest): Promise<void> {
  const { db } = call;
  const account = await findAccountById(db, call.account);
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
  try {
    await takeResetEmail(call, account.email);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return await recordRefusal(db, cause, event, error);
  }
  await db.transaction(async (tx) => {
    await queuePasswordLink(tx, account.id, { keepValid: true });
    await record(tx, cause, event);
  });
}

/**
 * Counts the email for its mailbox, because strangers can request it, and administrators can give many accounts the address of
 * a stranger. Confirmed users without a link always get one, so that nobody can keep them from setting a new password.
 * @throws Conflict for an account without an address; Limited after too many
 */
async function takeResetEmail({ db, account }: ResetRequest, email: string | null): Promise<void> {
  if (!email) throw new Conflict({ code: "account-without-email" });
  if (await needsFirstEmail(db, account.userId)) return;
  await consume(db, "reset-emails", `${account.root}/${mailboxOf(email)}`);
}

/** Whether the user has confirmed the account's address with a password, and has no link that works or is being sent. */
async function needsFirstEmail(db: Database, userId: string): Promise<boolean> {
  const [needed] = await db.execute(sql`
    select from users u
    where u.id = ${userId}
      and ${isActivated(sql`u`)}
      and ${hasConfirmedAddress(sql`u`)}
      and not exists (
        select from password_links l
        where l.user_id = u.id and (l.email_state = 'waiting' or l.expires_at > now())
      )`);
  return needed !== undefined;
}
