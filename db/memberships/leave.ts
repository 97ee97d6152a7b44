import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { accountRights, lockRights, membershipRights } from "@/db/access/rights-lock";
import { nameCause } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Database, Transaction } from "@/db/client";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { rowsOf } from "@/db/rows";
import { isValid, type Session } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";
import { memberships } from "./table";

/**
 * Ends the invited membership of the session's own account. What depends on it (memberships of child organizations, pending
 * invitations) ends by foreign key and trigger, which record each.
 * @throws Forbidden if the session has ended; NotFound for an organization of which the account is no member, whether or not
 * it exists; Conflict for the organization that manages the account
 */
export async function leaveOrganization(call: {
  db: Database;
  session: Session;
  organizationId: string;
  address: string;
}): Promise<void> {
  const { db, session, organizationId, address } = call;
  const member = await requireMember(db, session, organizationId);
  const cause = {
    organizationId,
    actorId: member.userId,
    actorName: member.username,
    actingFromId: null,
    address,
  };
  if (member.origin === "managed") {
    const refusal = new Conflict({ code: "cannot-leave", organization: member.organizationName });
    const subject = { id: member.userId, name: member.username };
    await recordRefusal(db, cause, { action: "memberships.end", subject }, refusal);
    throw refusal;
  }
  await db.transactionInTurn({ accountId: member.userId }, async (tx) => {
    await lockRights(tx, {
      relied: [accountRights(member.userId)],
      revoked: [membershipRights(organizationId, member.userId)],
    });
    await requireSession(tx, session);
    await nameCause(tx, cause, "left");
    const [deleted] = await tx
      .delete(memberships)
      .where(
        and(
          eq(memberships.organizationId, organizationId),
          eq(memberships.userId, member.userId),
          eq(memberships.origin, "invited"),
        ),
      )
      .returning({ userId: memberships.userId });
    if (!deleted) throw new NotFound({ code: "not-a-member" });
  });
}

const accountRow = z.object({
  userId: z.string(),
  username: z.string(),
  /** Null for an organization of which the account is no member. */
  membership: z.object({ origin: z.enum(["managed", "invited"]), organizationName: z.string() }).nullable(),
});

type Member = Omit<z.infer<typeof accountRow>, "membership"> &
  NonNullable<z.infer<typeof accountRow>["membership"]>;

async function requireMember(db: Database, session: Session, organizationId: string): Promise<Member> {
  const [row] = await rowsOf(db, accountRow)`
    select
      u.id as "userId",
      u.username,
      case when o.id is not null then
        json_build_object('origin', m.origin, 'organizationName', o.name)
      end as membership
    from users u
    left join memberships m
      on m.user_id = u.id
      and m.organization_id = ${isUuid(organizationId) ? organizationId : null}
      and ${isCurrent(sql`m`)}
    left join organizations o on o.id = m.organization_id
    where ${isValid(session, sql`u`)}`;
  if (!row) throw new Forbidden({ code: "signed-out" });
  const { membership, ...account } = row;
  if (!membership) throw new NotFound({ code: "not-a-member" });
  return { ...account, ...membership };
}

/** The session may have ended, or the account may have been disabled, before the lock. */
async function requireSession(tx: Transaction, session: Session): Promise<void> {
  const [account] = await tx.execute(sql`select from users u where ${isValid(session, sql`u`)}`);
  if (!account) throw new Forbidden({ code: "signed-out" });
}
