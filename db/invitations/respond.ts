import { type SQL, sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import { rightsLockFor } from "@/db/access/rights-lock";
import type { Cause } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { Conflict } from "@/db/errors";
import { parseLink } from "@/db/link";
import { isValid, type Session } from "@/db/sessions/session";

/** What an invitee hands in: the link as it stands in the address, taken as hostile. */
export type InvitationResponse = {
  readonly db: Database;
  readonly session: Session;
  readonly link: unknown;
  readonly address: string;
};

/** The invitation cannot be answered (any more) by this person: its page says why and what to do. */
export class InvitationClosed extends Conflict {}

/** Claims an invitation in SQL. */
export type ClaimSql = {
  /**
   * "from … where …" for an update of invitations `i`, with the account `u`, the organization `o` and the membership of
   * the parent `pm`: the one pending invitation that is still in time and that this person may answer, or none.
   */
  readonly claim: SQL;
  readonly address: string;
};

/**
 * Runs an answer in one transaction, for whoever may give it: only the invited account itself, active and signed in,
 * and only while it is a member of the parent. That membership stays locked until the end, so that inviting, answering
 * and removing the same person wait for each other. The statement that claims begins when the lock is had, and sees
 * all that was done until then. A refusal of an invitation that exists is recorded.
 * @param write a statement that claims the invitation, and answers with a row if it did
 * @throws InvitationClosed
 */
export async function respondToInvitation<Result extends Record<string, unknown>>(
  answer: InvitationResponse,
  action: "invitations.accept" | "invitations.decline",
  write: (claim: ClaimSql) => SQL,
): Promise<Result> {
  const hash = parseLink(answer.link);
  if (!hash) throw new InvitationClosed("There is no such invitation.");
  const found = sql`i.link_hash = decode(${hash.toString("hex")}, 'hex')`;
  const lock = rightsLockFor(sql`
    select unnest(o.path || i.user_id) as id from invitations i join organizations o on o.id = i.organization_id
    where ${found} and i.user_id = ${answer.session.userId}`);
  const hold = sql`
    select from invitations i
    join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id
    where ${found} and i.user_id = ${answer.session.userId} for no key update of pm`;
  const claim = sql`
    from users u, organizations o, memberships pm
    where ${found} and i.status = 'pending' and i.expires_at > clock_timestamp()
      and u.id = i.user_id and ${isValid(answer.session, sql`u`)}
      and o.id = i.organization_id and ${isActive(sql`o.path`)}
      and pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id and pm.ends > clock_timestamp()`;
  const [result] = await answer.db.transaction(async (tx) => {
    await tx.execute(lock);
    await tx.execute(hold);
    return await tx.execute<Result>(write({ claim, address: answer.address }));
  });
  if (result) return result;
  const refusal = new InvitationClosed(
    "This invitation can no longer be answered, or not with this account.",
  );
  const [refused] = await answer.db.execute<Refused>(sql`
    select i.id, i.username, i.organization_id as "organizationId", u.id as "actorId", u.username as "actorName"
    from invitations i
    left join users u on ${isValid(answer.session, sql`u`)}
    where ${found}`);
  if (refused) {
    const { id, username, ...who } = refused;
    const cause = { ...who, actingFromId: null, address: answer.address };
    await recordRefusal(answer.db, cause, { action, subject: { id, name: username } }, refusal);
  }
  throw refusal;
}

type Refused = Pick<Cause, "organizationId" | "actorId" | "actorName"> & { id: string; username: string };
