import { sql } from "drizzle-orm";
import type { Session } from "@/db/access/find-context";
import type { Database, Transaction } from "@/db/client";
import { Conflict } from "@/db/errors";
import { parseLink } from "@/db/invitations/link";

/** What an invitee hands in: the link as it stands in the address, taken as hostile. */
export type Answer = {
  readonly db: Database;
  readonly session: Session;
  readonly link: unknown;
  readonly address: string;
};

export type Claimant = {
  readonly invitationId: string;
  readonly userId: string;
  readonly username: string;
};

/** The invitation cannot be answered (any more) by this person: its page says why and what to do. */
export class Unanswerable extends Conflict {}

/**
 * Who answers which invitation: only the invited account itself, active and signed in, and only while it is a member
 * of the parent. That membership stays locked until the transaction ends, so that inviting, answering and removing
 * the same person wait for each other.
 * @throws Unanswerable
 */
export async function findClaimant(tx: Transaction, answer: Answer): Promise<Claimant> {
  const hash = parseLink(answer.link);
  if (!hash) throw new Unanswerable("There is no such invitation.");
  const [claimant] = await tx.execute<Claimant>(sql`
    select i.id as "invitationId", u.id as "userId", u.username
    from invitations i
    join users u on u.id = i.user_id and u.disabled_at is null
    join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id
    where i.link_hash = decode(${hash.toString("hex")}, 'hex')
      and u.id = ${answer.session.userId} and u.session_version = ${answer.session.version}
    for no key update of pm`);
  if (!claimant) throw new Unanswerable("This invitation cannot be answered with this account.");
  return claimant;
}
