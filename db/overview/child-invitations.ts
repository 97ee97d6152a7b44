import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { constant } from "@/db/lists/keyset";
import type { RequestContext } from "@/db/request-context";

const counts = {
  /** The maximum that is counted for each organization. */
  pending: z.number(),
  expired: z.number(),
  failedEmails: z.number(),
  /** Whether there are more than 100 of a kind in an organization. */
  more: z.boolean(),
};

export const childInvitations = z.object({
  ...counts,
  /** The number of organizations with pending or expired invitations. */
  organizations: z.number(),
  /** Whether there are more organizations than these. */
  moreOrganizations: z.boolean(),
  /** The organizations with the most failed emails, then those with the most expired and pending invitations. */
  worst: z.array(z.object({ id: z.string(), name: z.string(), ...counts })),
});
export type ChildInvitations = Readonly<z.infer<typeof childInvitations>>;

/** The sums include this many child organizations, the first by name, and this many invitations of each. */
const CHILDREN_READ = 1000;
const INVITATIONS_READ = 100;
const SHOWN = 5;

/** Sums up the invitations of the active child organizations, as JSON. */
export function sumChildInvitations({ organization: { id } }: RequestContext): SQL {
  return sql`(
    with child as (
      select o.id, o.name, row_number() over (order by o.search, o.id) as place
      from (
        select id, name, search from organizations
        where parent_id = ${id} and disabled_at is null
        order by search, id
        limit ${constant(CHILDREN_READ + 1)}
      ) as o
    ),
    counted as (
      select
        child.id,
        child.name,
        least(live.pending, ${constant(INVITATIONS_READ)}) as pending,
        least(expired.count, ${constant(INVITATIONS_READ)}) as expired,
        live.failed as "failedEmails",
        greatest(live.pending, expired.count) > ${constant(INVITATIONS_READ)} as more
      from child
      cross join lateral (
        select
          count(*)::int as pending,
          (count(*) filter (where email_state = 'failed'))::int as failed
        from (${pendingOf(sql`> now()`, sql`desc`)}) as pending
      ) as live
      cross join lateral (
        select count(*)::int as count from (${pendingOf(sql`<= now()`, sql`asc`)}) as pending
      ) as expired
      where child.place <= ${constant(CHILDREN_READ)}
    )
    select json_build_object(
      'organizations', (count(*) filter (where pending + expired > 0))::int,
      'moreOrganizations', (select count(*) from child) > ${constant(CHILDREN_READ)},
      'pending', coalesce(sum(pending), 0)::int,
      'expired', coalesce(sum(expired), 0)::int,
      'failedEmails', coalesce(sum("failedEmails"), 0)::int,
      'more', coalesce(bool_or(more), false),
      'worst', (
        select coalesce(json_agg(shown), '[]')
        from (
          select * from counted
          where pending + expired > 0
          order by "failedEmails" desc, expired desc, pending desc, name, id
          limit ${constant(SHOWN)}
        ) as shown
      )
    )
    from counted
  )`;
}

/** The latest or earliest by expiry. An invitation whose first email failed has no expiry, which comes last. */
function pendingOf(expires: SQL, direction: SQL): SQL {
  return sql`
    select i.email_state
    from invitations i
    where i.organization_id = child.id and i.status = 'pending' and i.expires_order ${expires}
    order by i.expires_order ${direction}, i.id ${direction}
    limit ${constant(INVITATIONS_READ + 1)}`;
}
