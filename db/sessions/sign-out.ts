import { sql } from "drizzle-orm";
import type { Session } from "@/db/access/find-context";
import type { Database } from "@/db/client";

/** Notes in the audit of the managing organization that somebody signed out. A session that has ended notes nothing. */
export async function recordSignOut(call: {
  db: Database;
  session: Session;
  address: string;
}): Promise<void> {
  await call.db.execute(sql`
    insert into audit_events (organization_id, actor_id, actor_name, address, action, subject_id, subject_name)
    select managing_organization_id, id, username, ${call.address}, 'sessions.end', id, username
    from users
    where id = ${call.session.userId} and session_version = ${call.session.version} and disabled_at is null`);
}
