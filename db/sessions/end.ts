import { type SQL, sql } from "drizzle-orm";
import { rightsLock } from "@/db/access/rights-lock";
import type { Database } from "@/db/client";
import { holds, type Session } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";

type Ending = { readonly db: Database; readonly session: Session; readonly address: string };

/**
 * Ends one of the sessions of this session's account, wherever its cookie may have been copied to, and notes it in the
 * audit of the managing organization. Somebody else's, and one that has ended before, are left as they are, and so is
 * everything when this session has ended itself.
 * @param call.sessionId this session itself, where none is given
 * @returns whether this session had not ended before
 */
export async function endSession(call: Ending & { sessionId?: string }): Promise<boolean> {
  const { sessionId = call.session.id } = call;
  return await end(
    call,
    isUuid(sessionId) ? sql`s.id = ${sessionId}` : sql`false`,
    sessionId === call.session.id ? {} : { because: "Ended from another place." },
  );
}

/** Ends all sessions of this session's account, this one too, at once. */
export async function endAllSessions(call: Ending): Promise<void> {
  await end(call, sql`true`, { because: "Signed out everywhere." });
}

async function end(
  { db, session, address }: Ending,
  which: SQL,
  details: Record<string, string>,
): Promise<boolean> {
  const ending = sql`
    with me as (select * from users u where ${holds(session, sql`u`)}),
    ended as (delete from sessions s using me where s.user_id = me.id and ${which} returning s.id),
    audited as (
      insert into audit_events (organization_id, actor_id, actor_name, address, action, subject_id, subject_name, details)
      select managing_organization_id, id, username, ${address}, 'sessions.end', id, username, ${JSON.stringify(details)}::jsonb
      from me where exists (select from ended)
    )
    select exists (select from me) as held`;
  const [, ended] = await db.executeAll([rightsLock({ revoked: [session.userId] }), ending]);
  return ended?.[0]?.held === true;
}
