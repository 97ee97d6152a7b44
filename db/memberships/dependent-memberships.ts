import { type SQL, sql } from "drizzle-orm";
import { COUNT_UP_TO, constant } from "@/db/lists/keyset";

const NAMED = 5;

/** What ends with a membership besides itself. Numbers are counted as lists are: 1,001 means more than 1,000. */
export type DependentMembership = {
  readonly memberships: number;
  readonly pendingInvitations: number;
  /** Where these memberships are, when they are no more than five. */
  readonly names: readonly string[];
};

/**
 * A sub-select of one row, an `Ending`: the memberships further down that came through this one, and the pending
 * invitations of the user that build on any of them. Reads no more than it counts: `offset 0` has each level looked up
 * by what is above it, where the planner would read all memberships of the average person, who has few.
 * @param organization an SQL expression of the organization's id; it and the next name no row as the sub-select does
 * @param user an SQL expression of the id of a member of it
 */
export function findDependentMemberships(organization: SQL, user: SQL): SQL {
  return sql`
    select cardinality(below.ids) as memberships,
      (select count(*)::int from (
        select from invitations pending
        where pending.user_id = ${user} and pending.status = 'pending' and pending.expires_order > now()
          and pending.parent_organization_id = any(${organization} || below.ids)
        limit ${constant(COUNT_UP_TO + 1)}) as built) as "pendingInvitations",
      array(select place.name from organizations place
        where place.id = any(case when cardinality(below.ids) <= ${constant(NAMED)} then below.ids end)
        order by place.search, place.id) as names
    from (select array(
      with recursive through as (
        select further.organization_id as id from memberships further
        where further.parent_organization_id = ${organization} and further.user_id = ${user}
        union all
        select further.id from through cross join lateral (
          select further.organization_id as id from memberships further
          where further.parent_organization_id = through.id and further.user_id = ${user} offset 0) as further
      )
      select id from through limit ${constant(COUNT_UP_TO + 1)}) as ids offset 0) as below`;
}
