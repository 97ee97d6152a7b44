import { sql } from "drizzle-orm";
import { lockRights } from "@/db/access/rights-lock";
import { record } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { Conflict, Invalid } from "@/db/errors";
import { reopenAccount } from "@/db/limits/account-tries";
import { consume } from "@/db/limits/limits";
import { parseLink } from "@/db/link";
import { notifyAccounts } from "@/db/notices/notify-accounts";
import { hashPassword } from "@/db/passwords/hash";
import { linkOf, usable } from "@/db/passwords/link-rows";
import { passwordProblem } from "@/db/passwords/rules";
import { accountKey } from "@/db/sessions/find-account";
import { findPasswordLink, type LinkOwner } from "./find-link";

/** The link leads to nothing (any more): its page says what to do. */
export class InvalidLink extends Conflict {}

type SetPassword = {
  readonly db: Database;
  /** As it stands in the address, taken as hostile. */
  readonly link: unknown;
  readonly password: string;
  readonly address: string;
};

/**
 * Sets the password of the link's account, once. One statement claims the link, judges its time, and writes
 * the password; all sessions of the account end with it, and the tries that were counted against it are forgotten. The
 * account is notified.
 * @returns whose password it is, to lead them to their sign-in page
 * @throws DeadLink when it leads to nothing, has expired, or is of a disabled account or an inactive organization;
 * Invalid, at the field `password`, for one that is too short, too long or common; Limited after too many of these
 */
export async function setPassword(call: SetPassword): Promise<LinkOwner> {
  const { db, link, password } = call;
  const [hash, found] = [parseLink(link), await findPasswordLink({ db, link })];
  if (!hash || found.state !== "ready") return await refuse(call);
  const { owner } = found;
  await consume(db, "passwords-judged", owner.userId); // judging takes time: each try counts
  const problem = passwordProblem(password, { ...owner, organizationName: owner.organization.name });
  if (problem) throw new Invalid(problem, { password: problem });

  const passwordHash = await hashPassword(password);
  const set = await db.transaction(async (tx) => {
    await lockRights(tx, { revoked: [owner.userId] });
    // Whoever changes the account holds its row first: whatever is done to it at once waits here, and for no other.
    await tx.execute(sql`select from users where id = ${owner.userId} for no key update`);
    const [claimed] = await tx.execute(sql`
      with used as (
        delete from password_links l using users u, organizations o where ${linkOf(hash)} and ${usable} returning l.user_id
      )
      update users set password_hash = ${passwordHash} from used where id = used.user_id and disabled_at is null
      returning id`);
    if (!claimed) return false;
    await tx.execute(sql`delete from sessions where user_id = ${owner.userId}`);
    await notifyAccounts(tx, sql`u.id = ${owner.userId}`, { kind: "password-set" });
    await record(tx, causeOf(call, owner), {
      action: "passwords.set",
      subject: { id: owner.userId, name: owner.username },
    });
    return true;
  });
  if (!set) return await refuse(call);
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

/** Recorded where there is a link, though it cannot be used. */
async function refuse({ db, link, address }: SetPassword): Promise<never> {
  const refusal = new InvalidLink("This link does not work any more.");
  const hash = parseLink(link);
  const [owner] = hash
    ? await db.execute<{ organizationId: string; id: string; name: string }>(sql`
        select o.id as "organizationId", u.id, u.username as name
        from password_links l, users u, organizations o where ${linkOf(hash)}`)
    : [];
  if (owner) {
    const { organizationId, ...subject } = owner;
    const cause = { organizationId, actorId: null, actorName: null, actingFromId: null, address };
    await recordRefusal(db, cause, { action: "passwords.set", subject }, refusal);
  }
  throw refusal;
}
