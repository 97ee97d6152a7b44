import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { COUNT_UP_TO, constant } from "@/db/lists/keyset";

const MAX_NAMES = 5;

/** What ends together with a membership. Counts stop at 1,001, as those of lists do. */
export const dependentMembership = z.object({
  memberships: z.number(),
  pendingInvitations: z.number(),
  /** The organizations of these memberships, if they are five or fewer. */
  names: z.array(z.string()),
});
export type DependentMembership = Readonly<z.infer<typeof dependentMembership>>;

/**
 * A sub-select of one row, a `DependentMembership`: the memberships of child organizations, at any depth, that came through
 * this one, and the user's pending invitations that depend on any of them. `offset 0` makes the planner look up each level by
 * index. Otherwise it would read all memberships of a user, because the average user has few.
 * @param organization an SQL expression of the organization's id. Neither it nor `user` can refer to a name that is used in
 * the sub-select
 * @param user an SQL expression of the id of a member of it
 */
export function dependentMemberships(organization: SQL, user: SQL): SQL {
  return sql`
    select
      cardinality(dependent.ids) as memberships,
      (
        select count(*)::int
        from (
          select from invitations pending
          where pending.user_id = ${user}
            and pending.status = 'pending'
            and pending.expires_order > now()
            and pending.parent_organization_id = any(${organization} || dependent.ids)
          limit ${constant(COUNT_UP_TO + 1)}
        ) as counted
      ) as "pendingInvitations",
      array(
        select named.name
        from organizations named
        where named.id = any(case when cardinality(dependent.ids) <= ${constant(MAX_NAMES)} then dependent.ids end)
        order by named.search, named.id
      ) as names
    from (
      select array(
        with recursive through as (
          select child.organization_id as id
          from memberships child
          where child.parent_organization_id = ${organization} and child.user_id = ${user}
          union all
          select child.id
          from through
          cross join lateral (
            select child.organization_id as id
            from memberships child
            where child.parent_organization_id = through.id and child.user_id = ${user}
            offset 0
          ) as child
        )
        select id from through limit ${constant(COUNT_UP_TO + 1)}
      ) as ids
      offset 0
    ) as dependent`;
}
