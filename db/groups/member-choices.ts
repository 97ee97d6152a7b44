import { type SQL, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { Forbidden } from "@/db/errors";
import type { MemberSearch } from "@/db/groups/input";
import { constant, hasTrigrams, isSearch, matches } from "@/db/lists/keyset";
import { ofOrganization, searchedRows } from "@/db/lists/searched-rows";
import { can, type RequestContext } from "@/db/request-context";
import type { MemberChoice } from "./types";

const CHOICES = 20;

/**
 * Users of the organization to put into a group, by part of their username, name or e-mail, at most 20; `member` says
 * who is in it already. A group of another organization reads as one without members.
 * @throws Forbidden without users.view and users.assign
 */
export async function listMemberChoices(call: {
  ctx: RequestContext;
  input: MemberSearch;
}): Promise<MemberChoice[]> {
  const { ctx, input } = call;
  if (!can(ctx, "users.view") || !can(ctx, "users.assign")) throw new Forbidden();
  return await ctx.db.execute<MemberChoice>(sql`
    select m.user_id as id, m.name, m.username, coalesce((
        select true from membership_groups mg
        where mg.organization_id = m.organization_id and mg.user_id = m.user_id and mg.group_id = ${input.groupId}), false) as member
    from (${these(ctx.organization.id, input.search)}) as m ${FIRST}`);
}

const IN_ORDER = sql`order by m.name, m.user_id`;
const FIRST = sql`${IN_ORDER} limit ${constant(CHOICES)}`;

function these(organizationId: string, search: string): SQL {
  const from = sql`from memberships m where m.organization_id = ${organizationId} and ${isCurrent(sql`m`)}`;
  if (!isSearch(search)) return sql`select * ${from} ${FIRST}`;
  const byTrigrams = sql`from memberships m where ${ofOrganization(sql`m.organization_id`, organizationId)} and ${isCurrent(sql`m`)}`;
  const searched = {
    from,
    byTrigrams: hasTrigrams(search) ? byTrigrams : from,
    matching: matches(sql`m.search`, search),
    as: sql`m`,
  };
  return searchedRows(searched, { beyond: sql``, order: IN_ORDER, orderBy: FIRST, limit: CHOICES });
}
