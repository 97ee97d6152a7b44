import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** The content of the session cookie. It is valid as long as its row in `sessions` exists and is current. */
export type Session = { readonly id: string; readonly userId: string };

export const SESSION_DAYS = 7;

/** The maximum of active sessions of an account. Signing in once more ends the oldest. */
export const MAX_SESSIONS = 50;

/** How often `last_seen_at` is written at most. */
const MINUTES_BETWEEN_UPDATES = 5;

/**
 * A condition on a row of users: it is the session's account, the account is active, and the session hasn't ended. Ending a
 * session therefore takes effect at the next request.
 * @param user the SQL alias of the row of users
 */
export function isValid(session: Session | null, user: SQL): SQL {
  return sql`(
    ${user}.id = ${session?.userId ?? null}::uuid
    and ${user}.disabled_at is null
    and exists (
      select from sessions s
      where s.id = ${session?.id ?? null}::uuid and s.user_id = ${user}.id and ${isCurrent(sql`s`, user)}
    )
  )`;
}

/**
 * A condition on a row of sessions: it is less than a week old, and hasn't been idle for longer than the organization that
 * manages the account allows.
 * @param session the SQL alias of the row of sessions
 * @param user the SQL alias of the row of its user
 */
export function isCurrent(session: SQL, user: SQL): SQL {
  return sql`(
    ${session}.created_at > now() - make_interval(days => ${SESSION_DAYS})
    and ${session}.last_seen_at > now() - make_interval(hours => (
      select managing.session_idle_hours
      from organizations managing
      where managing.id = ${user}.managing_organization_id
    ))
  )`;
}

/** Whether the session hasn't ended and its account is active. */
export async function isSessionCurrent(call: { db: Database; session: Session }): Promise<boolean> {
  const [row] = await call.db.execute(sql`select from users u where ${isValid(call.session, sql`u`)}`);
  return row !== undefined;
}

/** Updates when a valid session was last used, at most every five minutes, and not while another statement has it locked. */
export async function touchSession({ db, session }: { db: Database; session: Session }): Promise<void> {
  await db.execute(sql`
    update sessions s
    set last_seen_at = now()
    from users u
    where s.id = (select id from sessions where id = ${session.id} for no key update skip locked)
      and s.last_seen_at < now() - make_interval(mins => ${MINUTES_BETWEEN_UPDATES})
      and ${isValid(session, sql`u`)}`);
}
