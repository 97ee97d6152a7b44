import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { isCurrent, isValid, MAX_SESSIONS, type Session } from "@/db/sessions/session";

const sessionRow = z.object({
  id: z.string(),
  address: z.string(),
  userAgent: z.string(),
  since: z.coerce.date(),
  lastSeenAt: z.coerce.date(),
  current: z.boolean(),
  total: z.number(),
});

export type ActiveSession = {
  readonly id: string;
  readonly address: string;
  /** As the browser sent it: can be any text. */
  readonly userAgent: string;
  readonly since: Date;
  /** Accurate to about five minutes. */
  readonly lastSeenAt: Date;
  /** Whether it is the session of this request. */
  readonly current: boolean;
};

/**
 * Lists the active sessions of the session's account: this one first, then the newest, at most 50.
 * @returns none if the session has ended; `total` counts all
 */
export async function listActiveSessions(call: {
  db: Database;
  session: Session;
}): Promise<{ sessions: ActiveSession[]; total: number }> {
  const { db, session } = call;
  const rows = await rowsOf(db, sessionRow)`
    select
      s.id,
      s.address,
      s.user_agent as "userAgent",
      to_json(s.created_at) as since,
      to_json(s.last_seen_at) as "lastSeenAt",
      s.id = ${session.id} as current,
      (count(*) over ())::int as total
    from users u
    join sessions s on s.user_id = u.id and ${isCurrent(sql`s`, sql`u`)}
    where ${isValid(session, sql`u`)}
    order by current desc, s.created_at desc
    limit ${MAX_SESSIONS}`;
  const sessions = rows.map(({ total: _, ...session }) => session);
  return { sessions, total: rows[0]?.total ?? 0 };
}
