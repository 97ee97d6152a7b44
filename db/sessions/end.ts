import { type SQL, sql } from "drizzle-orm";
import { rightsLock } from "@/db/access/rights-lock";
import type { Database, Transaction } from "@/db/client";
import { isCurrent, isValid, MAX_SESSIONS, type Session } from "@/db/sessions/session";
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
    sessionId === call.session.id ? {} : { reason: "Ended from another place." },
  );
}

/** Ends all sessions of this session's account, this one too, at once. */
export async function endAllSessions(call: Ending): Promise<void> {
  await end(call, sql`true`, { reason: "Signed out everywhere." });
}

/** Ends the session that a browser had before it signed in again, whosever it was. In the transaction of the new one. */
export async function endReplaced(
  tx: Transaction,
  { session, address }: { session: Session; address: string },
): Promise<void> {
  const which = sql`s.id = ${session.id} and s.user_id = ${session.userId}`;
  await endWithoutAsking(tx, which, { address, reason: "Replaced by a new sign-in in the same browser." });
}

/** Ends the oldest sessions of an account beyond the most that it can have. In the transaction of the newest one. */
export async function endSurplus(
  tx: Transaction,
  { session, address }: { session: Session; address: string },
): Promise<void> {
  // Sign-ins at once wait here for each other: none of them would see the others' sessions.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('sessions'), hashtext(${session.userId}))`);
  const which = sql`s.id in (
    select of_account.id from sessions of_account where of_account.user_id = ${session.userId}
    order by of_account.id = ${session.id} desc, of_account.created_at desc offset ${MAX_SESSIONS})`;
  await endWithoutAsking(tx, which, { address, reason: `More than ${MAX_SESSIONS} active sessions.` });
}

/** For a job: forgets the sessions that have ended by themselves, and records each. @returns how many */
export async function endOutdatedSessions({ db }: { db: Database }): Promise<number> {
  const which = sql`s.id in (
    select outdated.id from sessions outdated join users owner on owner.id = outdated.user_id
    where not ${isCurrent(sql`outdated`, sql`owner`)} limit 1000 for update of outdated skip locked)`;
  const why = { address: null, reason: "Expired, or not used for too long." };
  return await db.transaction((tx) => endWithoutAsking(tx, which, why));
}

/** @param which a condition on sessions s */
async function endWithoutAsking(
  tx: Transaction,
  which: SQL,
  { address, reason }: { address: string | null; reason: string },
): Promise<number> {
  const ended = await tx.execute(sql`
    with ended as (
      delete from sessions s using users u where u.id = s.user_id and ${which}
      returning u.id, u.username, u.managing_organization_id
    )
    insert into audit_events (organization_id, address, action, subject_id, subject_name, details)
    select managing_organization_id, ${address}, 'sessions.end', id, username, ${JSON.stringify({ reason })}::jsonb from ended
    returning id`);
  return ended.length;
}

async function end(
  { db, session, address }: Ending,
  which: SQL,
  details: Record<string, string>,
): Promise<boolean> {
  const ending = sql`
    with me as (select * from users u where ${isValid(session, sql`u`)}),
    ended as (delete from sessions s using me where s.user_id = me.id and ${which} returning s.id),
    audited as (
      insert into audit_events (organization_id, actor_id, actor_name, address, action, subject_id, subject_name, details)
      select managing_organization_id, id, username, ${address}, 'sessions.end', id, username, ${JSON.stringify(details)}::jsonb
      from me where exists (select from ended)
    )
    select exists (select from me) as held`;
  return await db.transaction(async (tx) => {
    await tx.execute(rightsLock({ revoked: [session.userId] }));
    const [ended] = await tx.execute<{ held: boolean }>(ending);
    return ended?.held === true;
  });
}
