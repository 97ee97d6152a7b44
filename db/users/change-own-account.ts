import { sql } from "drizzle-orm";
import { z } from "zod";
import { accountRights, lockRights } from "@/db/access/rights-lock";
import type { Cause } from "@/db/audit/record";
import type { Database, Transaction } from "@/db/client";
import { Forbidden } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { rowsOf } from "@/db/rows";
import { isValid, type Session } from "@/db/sessions/session";
import { LOCALES } from "@/i18n/locale";

const accountRow = z.object({
  id: z.string(),
  username: z.string(),
  organizationId: z.string(),
  locale: z.enum(LOCALES).nullable(),
  timeZone: z.string().nullable(),
  wantsResponseEmails: z.boolean(),
});

export type OwnChange = { readonly db: Database; readonly session: Session; readonly address: string };
type OwnAccount = Awaited<ReturnType<typeof lockOwnAccount>>;

/**
 * Changes a preference of the session's account, in a transaction that locks it. Limited, because each change is an event in
 * the audit log of its organization.
 * @param change gets the account, and what its audit event needs
 * @throws Forbidden if the session has ended; Limited
 */
export async function changeOwnAccount(
  call: OwnChange,
  change: (tx: Transaction, own: OwnAccount) => Promise<void>,
): Promise<void> {
  const { db, session } = call;
  await consume(db, "own-preferences", session.userId);
  await db.transactionInTurn({ accountId: session.userId }, async (tx) => {
    await change(tx, await lockOwnAccount(tx, call));
  });
}

async function lockOwnAccount(tx: Transaction, call: OwnChange) {
  await lockRights(tx, { relied: [accountRights(call.session.userId)] });
  const [account] = await rowsOf(tx, accountRow)`
    select
      u.id,
      u.username,
      u.managing_organization_id as "organizationId",
      u.locale,
      u.time_zone as "timeZone",
      u.wants_response_emails as "wantsResponseEmails"
    from users u
    where ${isValid(call.session, sql`u`)}
    for no key update`;
  if (!account) throw new Forbidden({ code: "signed-out" });
  const cause: Cause = {
    organizationId: account.organizationId,
    actorId: account.id,
    actorName: account.username,
    actingFromId: null,
    address: call.address,
  };
  return { account, cause, subject: { id: account.id, name: account.username } };
}
