import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { isActive } from "@/db/access/rights";
import { rightsLockFor } from "@/db/access/rights-lock";
import type { Cause } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database } from "@/db/client";
import { Conflict } from "@/db/errors";
import { parseLink } from "@/db/link";
import { isValid, type Session } from "@/db/sessions/session";

/** A request of somebody who opened a link. */
export type InvitationResponse = {
  readonly db: Database;
  readonly session: Session;
  /** From the URL: hostile input. */
  readonly link: unknown;
  /** The IP address. */
  readonly address: string;
};

/** This account can't respond to the invitation, or can't any more. The invitation's page says why and what to do. */
export class InvitationClosed extends Conflict {}

type ResponseSteps<Row> = {
  readonly action: "invitations.accept" | "invitations.decline";
  /** What `write` returns. */
  readonly row: z.ZodType<Row>;
  /**
   * A statement that updates the invitation and returns one row, or none if it matches no invitation.
   * @param claim the end of `update invitations i set …`: matches the invitation if it is pending and in time and this
   * account may respond to it. Joins the account `u`, the organization `o` and the parent membership `pm`
   */
  readonly write: (claim: SQL) => SQL;
};

/**
 * Responds to an invitation, in one transaction. Only the invited account can, while it is active, signed in and a member
 * of the parent organization. A refusal is recorded if the invitation exists.
 *
 * Inviting, responding and removing the same user wait for each other: the parent membership is locked until the
 * transaction ends. `write` runs after the lock, so it sees what others have committed until then.
 * @returns the row of `write`
 * @throws InvitationClosed
 */
export async function respondToInvitation<Row>(
  { db, session, link, address }: InvitationResponse,
  { action, row, write }: ResponseSteps<Row>,
): Promise<Row> {
  const hash = parseLink(link);
  if (!hash) throw new InvitationClosed("There is no such invitation.");
  const hasLink = sql`i.link_hash = decode(${hash.toString("hex")}, 'hex')`;
  const lockRights = rightsLockFor(sql`
    select unnest(o.path || i.user_id) as id
    from invitations i
    join organizations o on o.id = i.organization_id
    where ${hasLink} and i.user_id = ${session.userId}`);
  const lockParentMembership = sql`
    select from invitations i
    join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id
    where ${hasLink} and i.user_id = ${session.userId}
    for no key update of pm`;
  const claim = sql`
    from users u, organizations o, memberships pm
    where ${hasLink}
      and i.status = 'pending'
      and i.expires_at > clock_timestamp()
      and u.id = i.user_id
      and ${isValid(session, sql`u`)}
      and o.id = i.organization_id
      and ${isActive(sql`o.path`)}
      and pm.organization_id = i.parent_organization_id
      and pm.user_id = i.user_id
      and pm.ends > clock_timestamp()`;
  const [written] = await db.transaction(async (tx) => {
    // Sent together, which saves two round trips. The connection still runs one after the other.
    const [, , rows] = await Promise.all([
      tx.execute(lockRights),
      tx.execute(lockParentMembership),
      tx.execute(write(claim)),
    ]);
    return rows;
  });
  if (written) return row.parse(written);

  const refusal = new InvitationClosed(
    "This invitation can no longer be answered, or not with this account.",
  );
  const [refused] = await db.execute<Refused>(sql`
    select i.id, i.username, i.organization_id as "organizationId", u.id as "actorId", u.username as "actorName"
    from invitations i
    left join users u on ${isValid(session, sql`u`)}
    where ${hasLink}`);
  if (refused) {
    const { id, username, ...actor } = refused;
    const cause = { ...actor, actingFromId: null, address };
    await recordRefusal(db, cause, { action, subject: { id, name: username } }, refusal);
  }
  throw refusal;
}

type Refused = Pick<Cause, "organizationId" | "actorId" | "actorName"> & { id: string; username: string };

/** The cause of what an invitee does, from the columns of the invitation. */
export function causeOfInvitee(address: string) {
  return { organizationId: sql`organization_id`, actorId: sql`user_id`, actorName: sql`username`, address };
}
