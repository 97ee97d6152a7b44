import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isActive } from "@/db/access/rights";
import { invitationRightsLock } from "@/db/access/rights-lock";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { Conflict } from "@/db/errors";
import { rowsOf } from "@/db/rows";
import { isValid, type Session } from "@/db/sessions/session";
import type { ClosedInvitation } from "@/lib/refusals";
import { hasKey, type InvitationKey } from "./key";

/** A request of an invitee. */
export type InvitationResponse = InvitationKey & {
  readonly db: Database;
  readonly session: Session;
  /** The IP address. */
  readonly address: string;
};

/** This account can't respond to the invitation, or no longer can. The invitation's page says why and what to do. */
export class InvitationClosed extends Conflict {}

type ResponseSteps<Row> = {
  readonly action: "invitations.accept" | "invitations.decline";
  /** What `write` returns. */
  readonly row: z.ZodType<Row>;
  /**
   * A statement that updates the invitation and returns one row, or none if it matches no invitation.
   * @param claim the end of `update invitations i set …`: matches the invitation if it is pending, hasn't expired, and this
   * account can respond to it. Joins the account `u`, the organization `o` and the parent membership `pm`
   */
  readonly write: (claim: SQL) => SQL;
};

/**
 * Responds to an invitation, in one transaction. Only the invited account can, while it is active, signed in and a member of
 * the parent organization. A refusal is recorded if the invitation exists.
 *
 * Inviting, responding and removing the same user wait for each other: the parent membership is locked until the transaction
 * ends. `write` runs after the lock, so it sees what others have committed before.
 * @returns the row of `write`
 * @throws InvitationClosed
 */
export async function respondToInvitation<Row>(
  { db, session, address, ...key }: InvitationResponse,
  { action, row, write }: ResponseSteps<Row>,
): Promise<Row> {
  const isNamed = hasKey(key, session);
  if (!isNamed) throw new InvitationClosed({ code: "no-such-link" });
  const lockRights = invitationRightsLock(sql`${isNamed} and i.user_id = ${session.userId}`);
  const lockParentMembership = sql`
    select from invitations i
    join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id
    where ${isNamed} and i.user_id = ${session.userId}
    for no key update of pm`;
  const claim = sql`
    from users u, organizations o, memberships pm
    where ${isNamed}
      and i.status = 'pending'
      and i.expires_at > clock_timestamp()
      and u.id = i.user_id
      and ${isValid(session, sql`u`)}
      and o.id = i.organization_id
      and ${isActive(sql`o.path`)}
      and pm.organization_id = i.parent_organization_id
      and pm.user_id = i.user_id
      and pm.ends > clock_timestamp()`;
  const [written] = await db.transactionInTurn({ accountId: session.userId }, async (tx) => {
    // Sent together, which saves two round trips. The connection still runs them one after the other.
    const [, , rows] = await Promise.all([
      tx.execute(lockRights),
      tx.execute(lockParentMembership),
      tx.execute(write(claim)),
    ]);
    return rows;
  });
  if (written) return row.parse(written);

  const [refused] = await rowsOf(db, refusedRow)`
    select
      i.id,
      i.username,
      i.organization_id as "organizationId",
      u.id as "actorId",
      u.username as "actorName",
      ${closedReason} as closed
    from invitations i
    join organizations o on o.id = i.organization_id
    left join users u on ${isValid(session, sql`u`)}
    where ${isNamed}`;
  if (!refused) throw new InvitationClosed({ code: "no-such-link" });
  const { id, username, closed, ...actor } = refused;
  const refusal = new InvitationClosed({ code: "invitation-closed", closed });
  const cause = { ...actor, actingFromId: null, address };
  await recordRefusal(db, cause, { action, subject: { id, name: username } }, refusal);
  throw refusal;
}

export const CLOSED_REASONS = [
  "signed-out",
  "other-account",
  "ended",
  "expired",
  "inactive",
  "left-parent",
] as const satisfies readonly ClosedInvitation[];

const refusedRow = z.object({
  id: z.string(),
  username: z.string(),
  organizationId: z.string(),
  /** Null if the session has ended. */
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  closed: z.enum(CLOSED_REASONS),
});

/** Why the account `u` can't respond to the invitation `i` into the organization `o`: one of `CLOSED_REASONS`. */
export const closedReason: SQL = sql`
  case
    when u.id is null then 'signed-out'
    when u.id <> i.user_id then 'other-account'
    when i.status <> 'pending' then 'ended'
    when i.expires_at <= clock_timestamp() then 'expired'
    when not ${isActive(sql`o.path`)} then 'inactive'
    else 'left-parent'
  end`;

/** The cause of what an invitee does, from the columns of the invitation. */
export function causeOfInvitee(address: string) {
  return { organizationId: sql`organization_id`, actorId: sql`user_id`, actorName: sql`username`, address };
}
