import { sql } from "drizzle-orm";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { Forbidden } from "@/db/errors";
import { constant } from "@/db/lists/keyset";
import { can, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";

const person = z.object({
  username: z.string(),
  /** Null if the viewer can't see users, or this isn't one anymore. */
  name: z.string().nullable(),
});
export type AuditPerson = Readonly<z.infer<typeof person>>;

const EVENTS_READ = 1000;
const SHOWN = 200;

/**
 * Those who did something according to the latest events of the audit log, for its filter.
 * @throws Forbidden without audit.view
 */
export async function listAuditPeople(ctx: RequestContext): Promise<readonly AuditPerson[]> {
  if (!can(ctx, "audit.view")) throw new Forbidden();
  const here = ctx.organization.id;
  return await rowsOf(ctx.db, person)`
    select event.actor_name as username, ${can(ctx, "users.view") ? sql`max(m.name)` : sql`null::text`} as name
    from (
      (
        select actor_id, actor_name from audit_events
        where organization_id = ${here}
        order by at desc, id desc
        limit ${constant(EVENTS_READ)}
      )
      union
      (
        select actor_id, actor_name from audit_events
        where acting_from_id = ${here} and organization_id <> ${here}
        order by at desc, id desc
        limit ${constant(EVENTS_READ)}
      )
    ) as event
    left join memberships m
      on m.organization_id = ${here} and m.user_id = event.actor_id and ${isCurrent(sql`m`)}
    where event.actor_name is not null
    group by event.actor_name
    order by event.actor_name
    limit ${constant(SHOWN)}`;
}
