import { eq, sql } from "drizzle-orm";
import { lockRights } from "@/db/access/rights-lock";
import { record } from "@/db/audit/record";
import type { Database } from "@/db/client";
import { Forbidden } from "@/db/errors";
import { users } from "@/db/schema";
import { isValid, type Session } from "@/db/sessions/session";

/**
 * Sets whether the session's account gets an email when someone it invited accepts or declines. Records nothing if that
 * doesn't change.
 * @throws Forbidden if the session has ended
 */
export async function setResponseEmails(call: {
  db: Database;
  session: Session;
  wanted: boolean;
  address: string;
}): Promise<void> {
  const { db, session, wanted, address } = call;
  await db.transaction(async (tx) => {
    await lockRights(tx, { relied: [session.userId] });
    const [me] = await tx.execute<Me>(sql`
      select
        u.id,
        u.username,
        u.managing_organization_id as "organizationId",
        u.wants_response_emails as "wantsResponseEmails"
      from users u
      where ${isValid(session, sql`u`)}
      for no key update`);
    if (!me) throw new Forbidden("You are signed out. Sign in and try again.");
    if (me.wantsResponseEmails === wanted) return;
    await tx.update(users).set({ wantsResponseEmails: wanted }).where(eq(users.id, me.id));
    const cause = {
      organizationId: me.organizationId,
      actorId: me.id,
      actorName: me.username,
      actingFromId: null,
      address,
    };
    await record(tx, cause, {
      action: "users.mail",
      subject: { id: me.id, name: me.username },
      details: { changes: { responseEmails: [me.wantsResponseEmails, wanted] } },
    });
  });
}

type Me = { id: string; username: string; organizationId: string; wantsResponseEmails: boolean };
