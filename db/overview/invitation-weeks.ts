import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { countUpTo } from "@/db/lists/keyset";
import type { RequestContext } from "@/db/request-context";
import { texts } from "@/db/uuid";
import type { DoneAction } from "@/lib/audit-actions";
import { lastWeeks } from "@/lib/weeks";

export const invitationWeek = z.object({
  /** Its first day: "2026-11-30". */
  monday: z.string(),
  sent: z.number(),
  accepted: z.number(),
  declined: z.number(),
});
export type InvitationWeek = Readonly<z.infer<typeof invitationWeek>>;

const WEEKS = 12;

/**
 * How many invitations were sent, accepted and declined in each of the last weeks, oldest first, as JSON. Weeks begin in the
 * organization's time zone, so that everybody there sees the same figures.
 */
export function invitationWeeks({ organization: { id, timeZone } }: RequestContext, now: Date): SQL {
  const weeks = lastWeeks(WEEKS, { now, timeZone });
  const times = (which: "start" | "end") => texts(weeks.map((week) => week[which].toISOString()));
  const count = (action: DoneAction) =>
    countUpTo(sql`
      from audit_events e
      where e.organization_id = ${id}
        and e.action = ${action}
        and e.outcome = 'done'
        and e.at >= week.starts_at::timestamptz
        and e.at < week.ends_at::timestamptz`);
  return sql`(
    select json_agg(
      json_build_object(
        'monday', week.monday,
        'sent', ${count("invitations.create")},
        'accepted', ${count("invitations.accept")},
        'declined', ${count("invitations.decline")}
      )
      order by week.monday
    )
    from unnest(${texts(weeks.map(({ monday }) => monday))}, ${times("start")}, ${times("end")})
      as week (monday, starts_at, ends_at)
  )`;
}
