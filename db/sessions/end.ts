import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { accountRights, lockRights } from "@/db/access/rights-lock";
import { insertAuditEvents } from "@/db/audit/record";
import type { AuditDetails, SessionEndReason } from "@/db/audit/types";
import type { Database, Transaction } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { isCurrent, isValid, MAX_SESSIONS, type Session } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";

type EndCall = { readonly db: Database; readonly session: Session; readonly address: string };

/**
 * Ends a session of this session's account, and records it in the audit log of the managing organization. Does nothing for
 * a session of another account or one that has ended, or if this session has ended.
 * @param call.sessionId by default this session itself
 * @returns whether this session was valid
 */
export async function endSession(call: EndCall & { sessionId?: string }): Promise<boolean> {
  const { sessionId = call.session.id } = call;
  return await endSessions(
    call,
    isUuid(sessionId) ? sql`s.id = ${sessionId}` : sql`false`,
    sessionId === call.session.id ? {} : { reason: "ended-elsewhere" },
  );
}

/** Ends all sessions of this session's account, including this one. */
export async function endAllSessions(call: EndCall): Promise<void> {
  await endSessions(call, sql`true`, { reason: "signed-out-everywhere" });
}

/**
 * Ends the session that a browser had before it signed in again, even if it is another account's. In the transaction of the
 * new session.
 */
export async function endReplacedSession(
  tx: Transaction,
  { session, address }: { session: Session; address: string },
): Promise<void> {
  const which = sql`s.id = ${session.id} and s.user_id = ${session.userId}`;
  await endUnchecked(tx, which, { address, reason: "replaced-in-browser" });
}

/** Ends the oldest sessions of an account beyond `MAX_SESSIONS`. In the transaction of the newest session. */
export async function endSurplusSessions(
  tx: Transaction,
  { session, address }: { session: Session; address: string },
): Promise<void> {
  // Concurrent sign-ins wait for each other here, because otherwise they wouldn't see each other's sessions.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('sessions'), hashtext(${session.userId}))`);
  const which = sql`s.id in (
    select other.id
    from sessions other
    where other.user_id = ${session.userId}
    order by other.id = ${session.id} desc, other.created_at desc
    offset ${MAX_SESSIONS}
  )`;
  await endUnchecked(tx, which, { address, reason: "too-many-sessions" });
}

/** Deletes up to 1,000 sessions that have expired or were idle too long, and records each. @returns how many */
export async function endExpiredSessions({ db }: { db: Database }): Promise<number> {
  const which = sql`s.id in (
    select expired.id
    from sessions expired
    join users owner on owner.id = expired.user_id
    where not ${isCurrent(sql`expired`, sql`owner`)}
    limit 1000
    for update of expired skip locked
  )`;
  const cause = { address: null, reason: "session-expired" } as const;
  return await db.transaction((tx) => endUnchecked(tx, which, cause));
}

/** Ends sessions of any account. @param which a condition on sessions `s` */
async function endUnchecked(
  tx: Transaction,
  which: SQL,
  { address, reason }: { address: string | null; reason: SessionEndReason },
): Promise<number> {
  const ended = await tx.execute(sql`
    with ended as (
      delete from sessions s
      using users u
      where u.id = s.user_id and ${which}
      returning u.id, u.username, u.managing_organization_id
    )
    ${insertAuditEvents(
      { organizationId: sql`managing_organization_id`, address },
      { action: "sessions.end", subject: { id: sql`id`, name: sql`username` }, details: { reason } },
      sql`ended`,
    )}
    returning id`);
  return ended.length;
}

/** Ends sessions of the session's own account. @param which a condition on sessions `s` */
async function endSessions(
  { db, session, address }: EndCall,
  which: SQL,
  details: AuditDetails["sessions.end"],
): Promise<boolean> {
  const ending = sql`
    with account as (
      select * from users u where ${isValid(session, sql`u`)}
    ),
    ended as (
      delete from sessions s
      using account
      where s.user_id = account.id and ${which}
      returning s.id
    ),
    events as (${insertAuditEvents(
      { organizationId: sql`managing_organization_id`, actorId: sql`id`, actorName: sql`username`, address },
      { action: "sessions.end", subject: { id: sql`id`, name: sql`username` }, details },
      sql`account where exists (select from ended)`,
    )})
    select exists (select from account) as "wasValid"`;
  return await db.transactionInTurn({ accountId: session.userId }, async (tx) => {
    await lockRights(tx, { revoked: [accountRights(session.userId)] });
    const [ended] = await rowsOf(tx, z.object({ wasValid: z.boolean() }))`${ending}`;
    return ended?.wasValid === true;
  });
}
