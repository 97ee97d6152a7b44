import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { accountRights, lockRights } from "@/db/access/rights-lock";
import { record } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { Conflict, Invalid } from "@/db/errors";
import { reopenAccount } from "@/db/limits/account-tries";
import { consume } from "@/db/limits/limits";
import { parseLink } from "@/db/link";
import { notifyAccounts } from "@/db/notices/notify-accounts";
import { hashPassword } from "@/db/passwords/hash";
import { hasHash, isUsable } from "@/db/passwords/link-conditions";
import { passwordProblem } from "@/db/passwords/rules";
import { rowsOf } from "@/db/rows";
import { sessions } from "@/db/schema";
import { accountKey } from "@/db/sessions/find-account";
import { findPasswordLink, type LinkOwner } from "./find-link";

/** The link is unknown, used, expired or replaced. Its page says what to do. */
export class InvalidLink extends Conflict {}

type SetPassword = {
  readonly db: Database;
  /** From the URL: not validated. */
  readonly link: unknown;
  readonly password: string;
  readonly address: string;
};

/**
 * Sets the password of the link's account, once: one statement checks and deletes the link and writes the password. That
 * confirms the account's address, because changing the address deletes a link that was emailed to the old one. Ends all
 * sessions of the account, resets its limits on failed sign-ins, and notifies it.
 * @returns the owner, to redirect them to their sign-in page
 * @throws InvalidLink if the link is unknown or expired, or of a disabled account or an inactive organization; Invalid at
 * `password` for one that is too short, too long or common; Limited after too many of these
 */
export async function setPassword(call: SetPassword): Promise<LinkOwner> {
  const { db, link, password } = call;
  const [hash, found] = [parseLink(link), await findPasswordLink({ db, link })];
  if (!hash || found.state !== "ready") return await refuseLink(call);
  const { owner } = found;
  await consume(db, "passwords-judged", owner.userId); // checking a password takes time, so each attempt counts
  const problem = passwordProblem(password, { ...owner, organizationName: owner.organization.name });
  if (problem) throw new Invalid({ password: problem });

  const passwordHash = await hashPassword(password);
  const set = await db.transactionInTurn({ accountId: owner.userId }, async (tx) => {
    await lockRights(tx, { revoked: [accountRights(owner.userId)] });
    // Every change of an account locks its row first: concurrent changes wait here, and don't deadlock.
    await tx.execute(sql`select from users where id = ${owner.userId} for no key update`);
    const [claimed] = await tx.execute(sql`
      with used as (
        delete from password_links l
        using users u, organizations o
        where ${hasHash(hash)} and ${isUsable}
        returning l.user_id
      )
      update users
      set password_hash = ${passwordHash}, confirmed_email = email
      from used
      where id = used.user_id and disabled_at is null
      returning id`);
    if (!claimed) return false;
    await tx.delete(sessions).where(eq(sessions.userId, owner.userId));
    await notifyAccounts(tx, sql`u.id = ${owner.userId}`, { kind: "password-set" });
    await record(tx, causeOf(call, owner), {
      action: "passwords.set",
      subject: { id: owner.userId, name: owner.username },
    });
    return true;
  });
  if (!set) return await refuseLink(call);
  const account = accountKey({ root: owner.organization.handle, username: owner.username });
  await reopenAccount({ db, account, address: call.address });
  return owner;
}

function causeOf({ address }: SetPassword, { userId, username, organization }: LinkOwner) {
  return {
    organizationId: organization.id,
    actorId: userId,
    actorName: username,
    actingFromId: null,
    address,
  };
}

/** Records the refusal if the link exists, though it can't be used. */
async function refuseLink({ db, link, address }: SetPassword): Promise<never> {
  const refusal = new InvalidLink({ code: "invalid-password-link" });
  const hash = parseLink(link);
  const [owner] = hash
    ? await rowsOf(db, z.object({ organizationId: z.string(), id: z.string(), name: z.string() }))`
        select o.id as "organizationId", u.id, u.username as name
        from password_links l, users u, organizations o
        where ${hasHash(hash)}`
    : [];
  if (owner) {
    const { organizationId, ...subject } = owner;
    const cause = { organizationId, actorId: null, actorName: null, actingFromId: null, address };
    await recordRefusal(db, cause, { action: "passwords.set", subject }, refusal);
  }
  throw refusal;
}
