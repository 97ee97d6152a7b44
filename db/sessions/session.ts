import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** What the session cookie says; it holds as long as its row does. */
export type Session = { readonly id: string; readonly userId: string };

export const SESSION_DAYS = 7;

/** The most active sessions of one account: beyond it, a new one ends the oldest. */
export const MAX_SESSIONS = 50;

/** How seldom it is noted that a session was used. */
const MINUTES_BETWEEN_NOTES = 5;

/**
 * A condition on a row of users: that it is the session's account, which is active, and that the session has not
 * ended. Ending a session, or all of a person's, therefore holds at the next request.
 * @param user an SQL name of the row of users
 */
export function isValid(session: Session | null, user: SQL): SQL {
  return sql`(${user}.id = ${session?.userId ?? null}::uuid and ${user}.disabled_at is null and exists (
    select from sessions s where s.id = ${session?.id ?? null}::uuid and s.user_id = ${user}.id
      and ${isCurrent(sql`s`, user)}))`;
}

/**
 * A condition on a row of sessions: that it is neither a week old nor idle for longer than the organization that manages
 * the account allows.
 * @param user an SQL name of the row of users whose session it is
 */
export function isCurrent(session: SQL, user: SQL): SQL {
  return sql`(${session}.created_at > now() - make_interval(days => ${SESSION_DAYS}) and ${session}.last_seen_at > now() - make_interval(
    hours => (select managing.session_idle_hours from organizations managing where managing.id = ${user}.managing_organization_id)))`;
}

/** Whether the session has not ended and its account is active. */
export async function isSessionCurrent(call: { db: Database; session: Session }): Promise<boolean> {
  const [row] = await call.db.execute(sql`select from users u where ${isValid(call.session, sql`u`)}`);
  return row !== undefined;
}

/** Notes that a session is in use, at most every five minutes. One that has ended, or is idle, is left as it is. */
export async function noteSessionUse({ db, session }: { db: Database; session: Session }): Promise<void> {
  await db.execute(sql`
    update sessions s set last_seen_at = now() from users u
    where s.id = ${session.id} and s.last_seen_at < now() - make_interval(mins => ${MINUTES_BETWEEN_NOTES}) and ${isValid(session, sql`u`)}`);
}
