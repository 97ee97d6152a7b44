import { sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { lockRights } from "@/db/access/rights-lock";
import { nameCause } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database, Transaction } from "@/db/client";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { isValid, type Session } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";

const SIGNED_OUT = "You are signed out. Sign in and try again.";
const NO_MEMBER = "You are not a user of this organization.";

/**
 * Ends the invited membership of the session's own account. The memberships further down that came through it end with
 * it, and so do pending invitations built on any of them: the database sees to that, and records each.
 * @throws Forbidden for a session that has ended; NotFound alike for an organization of which one is no member and for
 * none at all; Conflict for the one that manages the account
 */
export async function leaveOrganization(call: {
  db: Database;
  session: Session;
  organizationId: string;
  address: string;
}): Promise<void> {
  const { db, session, organizationId, address } = call;
  const asked = isUuid(organizationId) ? organizationId : null;
  const [me] = await db.execute<Me>(sql`
    select u.id, u.username, m.origin, o.name as organization
    from users u
    left join memberships m on m.user_id = u.id and m.organization_id = ${asked} and ${isCurrent(sql`m`)}
    left join organizations o on o.id = m.organization_id
    where ${isValid(session, sql`u`)}`);
  if (!me) throw new Forbidden(SIGNED_OUT);
  if (me.origin === null) throw new NotFound(NO_MEMBER);
  const cause = { organizationId, actorId: me.id, actorName: me.username, actingFromId: null, address };
  if (me.origin === "managed") {
    const reason = `${me.organization} manages your account: you cannot leave it. Its administrators can delete the account.`;
    const refusal = new Conflict(reason);
    const event = { action: "memberships.end", subject: { id: me.id, name: me.username } } as const;
    await recordRefusal(db, cause, event, refusal);
    throw refusal;
  }
  await db.transaction(async (tx) => {
    await lockRights(tx, { revoked: [me.id] });
    await requireSession(tx, session);
    await nameCause(tx, cause, "left");
    const [left] = await tx.execute(sql`
      delete from memberships
      where organization_id = ${organizationId} and user_id = ${me.id} and origin = 'invited'
      returning user_id`);
    if (!left) throw new NotFound(NO_MEMBER);
  });
}

/** It may have ended, or the account been disabled, since it was read. */
async function requireSession(tx: Transaction, session: Session): Promise<void> {
  const [me] = await tx.execute(sql`select from users u where ${isValid(session, sql`u`)}`);
  if (!me) throw new Forbidden(SIGNED_OUT);
}

type Me = {
  id: string;
  username: string;
  /** Null for whom is no member. */
  origin: "managed" | "invited" | null;
  organization: string | null;
};
