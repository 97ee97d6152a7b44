import { type SQL, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { Forbidden } from "@/db/errors";
import {
  COUNT_FOUND_UP_TO,
  COUNT_UP_TO,
  countUpTo,
  hasTrigrams,
  isSearch,
  keyset,
  type ListInput,
  matches,
  type Order,
} from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { readList } from "@/db/lists/read-list";
import { countSearched, ofOrganization, type Searched, searchedRows } from "@/db/lists/searched-rows";
import { can, type RequestContext } from "@/db/request-context";
import { type MemberJson, memberColumns, memberJoins, memberOf } from "./columns";
import type { MemberRow } from "./types";

export const MEMBER_SORTS = ["name", "username", "joined"] as const;
export type MemberSort = (typeof MEMBER_SORTS)[number];

const ORDERS: Record<MemberSort, Order> = {
  name: { column: sql`m.name`, type: "text", id: sql`m.user_id` },
  username: { column: sql`m.username`, type: "text", id: sql`m.user_id` },
  joined: { column: sql`m.joined_at`, type: "timestamptz", id: sql`m.user_id` },
};

/**
 * A page of the organization's users. Searches in username, name and e-mail. One round trip.
 * @param call.group only the members of this group, which is known to have so many (1,001 and above alike)
 * @throws Forbidden without users.view
 */
export async function listMembers(call: {
  ctx: RequestContext;
  input: ListInput<MemberSort>;
  group?: GroupSize;
}): Promise<Page<MemberRow>> {
  const { ctx, input } = call;
  if (!can(ctx, call.group ? "groups.view" : "users.view")) throw new Forbidden();
  const list = keyset(ORDERS[input.sort], input);
  const { from, byTrigrams, inGroup, inAnyOrder } = membersIn(ctx.organization.id, call.group);
  const matching = matches(sql`m.search`, input.search);
  const searched = isSearch(input.search) && {
    from,
    byTrigrams: hasTrigrams(input.search) ? byTrigrams : from,
    matching: sql`${matching} ${inGroup}`,
    as: sql`m`,
    inAnyOrder: { from: inAnyOrder, matching },
  };
  const upTo = searched ? COUNT_FOUND_UP_TO : COUNT_UP_TO;
  const { rows, total } = await readList<MemberJson & { cursor: string }>(
    ctx.db,
    sql`
      select ${memberColumns}, ${list.cursor} as cursor
      from (${searched ? searchedRows(searched, list) : sql`select * ${from} ${inGroup} ${list.beyond} ${list.orderBy}`}) as m
      ${memberJoins}
      ${list.orderBy}`,
    searched ? countSearched(searched, upTo) : call.group ? sql`${call.group.members}::int` : countUpTo(from),
    upTo,
  );
  return list.page(rows.map(memberOf), total);
}

type Members = Pick<Searched, "from" | "byTrigrams"> & { readonly inGroup: SQL; readonly inAnyOrder: SQL };
type GroupSize = { readonly id: string; readonly members: number };

const FEW = 1000;

/**
 * Of a group of few, its members are read and put in order; of a larger one, all are read in order and who is in it
 * stays. Said in ways that leave the planner no choice, because what it knows is the average group. For counting, those
 * of a group are read one after the other, and all as they joined, which is how they lie.
 */
function membersIn(organizationId: string, group: GroupSize | undefined): Members {
  const all = sql`from memberships m where m.organization_id = ${organizationId} and ${isCurrent(sql`m`)}`;
  const byTrigrams = sql`from memberships m where ${ofOrganization(sql`m.organization_id`, organizationId)} and ${isCurrent(sql`m`)}`;
  if (!group) {
    return { from: all, byTrigrams, inGroup: sql``, inAnyOrder: sql`${all} order by m.joined_at, m.user_id` };
  }
  const members = sql`from (
    select m.* from membership_groups mg
    cross join lateral (select * ${all} and m.user_id = mg.user_id offset 0) as m
    where mg.organization_id = ${organizationId} and mg.group_id = ${group.id}) as m where true`;
  if (group.members <= FEW) {
    return { from: members, byTrigrams: members, inGroup: sql``, inAnyOrder: members };
  }
  const inGroup = sql`and (select true from membership_groups mg
    where mg.organization_id = m.organization_id and mg.user_id = m.user_id and mg.group_id = ${group.id})`;
  return { from: all, byTrigrams, inGroup, inAnyOrder: members };
}
