import { sql } from "drizzle-orm";
import { lasts } from "@/db/access/rights";
import type { Database, Transaction } from "@/db/client";
import { Conflict } from "@/db/errors";
import { parseLink } from "@/db/link";
import { holds, type Session } from "@/db/sessions/session";

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
 * Runs an answer in one transaction, for whoever may give it: only the invited account itself, active and signed in,
 * and only while it is a member of the parent. That membership stays locked until the end, so that inviting, answering
 * and removing the same person wait for each other. A refusal of an invitation that exists is recorded.
 * @throws Unanswerable
 */
export async function answerInvitation<Result>(
  answer: Answer,
  action: "invitations.accept" | "invitations.decline",
  write: (tx: Transaction, claimant: Claimant) => Promise<Result | undefined>,
): Promise<Result> {
  const hash = parseLink(answer.link);
  if (!hash) throw new Unanswerable("There is no such invitation.");
  const found = sql`i.link_hash = decode(${hash.toString("hex")}, 'hex')`;
  const result = await answer.db.transaction(async (tx) => {
    const [claimant] = await tx.execute<Claimant>(sql`
      select i.id as "invitationId", u.id as "userId", u.username
      from invitations i
      join users u on u.id = i.user_id
      join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id and ${lasts(sql`pm`)}
      where ${found} and ${holds(answer.session, sql`u`)}
      for no key update of pm`);
    return claimant && (await write(tx, claimant));
  });
  if (result) return result;
  await answer.db.execute(sql`
    insert into audit_events (organization_id, actor_id, actor_name, address, action, outcome, subject_id, subject_name)
    select i.organization_id, u.id, u.username, ${answer.address}, ${action}, 'refused', i.id, i.username
    from invitations i
    left join users u on ${holds(answer.session, sql`u`)}
    where ${found}`);
  throw new Unanswerable("This invitation can no longer be answered, or not with this account.");
}
