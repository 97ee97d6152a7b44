import { type SQL, sql } from "drizzle-orm";
import { type Context, may } from "@/db/context";
import { Forbidden } from "@/db/errors";
import { countUpTo, keyset, type ListInput, matches, type Order } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { readList } from "@/db/lists/read-list";
import { type MemberJson, memberColumns, memberJoins, memberOf } from "@/db/memberships/read-row";
import type { MemberRow } from "@/db/memberships/rows";

export const MEMBER_SORTS = ["name", "username", "joined"] as const;
export type MemberSort = (typeof MEMBER_SORTS)[number];

const ORDERS: Record<MemberSort, Order> = {
  name: { column: sql`m.name`, type: "text", id: sql`m.user_id` },
  username: { column: sql`m.username`, type: "text", id: sql`m.user_id` },
  joined: { column: sql`m.joined_at`, type: "timestamptz", id: sql`m.user_id` },
};

/**
 * A page of the organization's users. Searches in username, name and e-mail. One round trip.
 * @param call.groupId only the members of this group
 * @throws Forbidden without users.view
 */
export async function listMembers(call: {
  ctx: Context;
  input: ListInput<MemberSort>;
  groupId?: string;
}): Promise<Page<MemberRow>> {
  const { ctx, input } = call;
  if (!may(ctx, call.groupId ? "groups.view" : "users.view")) throw new Forbidden();
  const list = keyset(ORDERS[input.sort], input);
  const these = sql`from memberships m where m.organization_id = ${ctx.organization.id}
    ${matches(sql`m.search`, input.search)} ${inGroup(call.groupId)}`;
  const { rows, total } = await readList<MemberJson & { cursor: string }>(
    ctx.db,
    sql`
      select ${memberColumns}, ${list.cursor} as cursor
      from (select * ${these} ${list.beyond} ${list.orderBy}) as m
      ${memberJoins}
      ${list.orderBy}`,
    countUpTo(sql`${these}`),
  );
  return list.page(rows.map(memberOf), total);
}

function inGroup(groupId: string | undefined): SQL {
  if (!groupId) return sql``;
  return sql`and exists (select from membership_groups mg
    where mg.organization_id = m.organization_id and mg.user_id = m.user_id and mg.group_id = ${groupId})`;
}
