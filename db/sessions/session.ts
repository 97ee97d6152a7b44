import { type SQL, sql } from "drizzle-orm";

/** What the session cookie says; it holds as long as its row does. */
export type Session = { readonly id: string; readonly userId: string };

export const SESSION_DAYS = 7;

/**
 * A condition on a row of users: that it is the session's account, which is active, and that the session has not
 * ended. Ending a session, or all of a person's, therefore holds at the next request.
 * @param user an SQL name of the row of users
 */
export function holds(session: Session | null, user: SQL): SQL {
  return sql`(${user}.id = ${session?.userId ?? null}::uuid and ${user}.disabled_at is null and exists (
    select from sessions s where s.id = ${session?.id ?? null}::uuid and s.user_id = ${user}.id
      and s.created_at > now() - make_interval(days => ${SESSION_DAYS})))`;
}
