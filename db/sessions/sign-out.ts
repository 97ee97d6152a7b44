import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { holds, type Session } from "@/db/sessions/session";

/**
 * Ends the session, wherever its cookie may have been copied to, and notes it in the audit of the managing
 * organization. A session that has ended before notes nothing.
 */
export async function signOut(call: { db: Database; session: Session; address: string }): Promise<void> {
  await call.db.execute(sql`
    with me as (select * from users u where ${holds(call.session, sql`u`)}),
    ended as (delete from sessions where id = ${call.session.id} and user_id in (select id from me))
    insert into audit_events (organization_id, actor_id, actor_name, address, action, subject_id, subject_name)
    select managing_organization_id, id, username, ${call.address}, 'sessions.end', id, username from me`);
}
