import { and, eq, type SQL, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { Forbidden } from "@/db/errors";
import { countRows, keyset, type ListInput, type Order } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { matches } from "@/db/lists/search";
import { can, type RequestContext } from "@/db/request-context";
import { memberships, users } from "@/db/schema";
import { GROUPS_IN_LIST } from "@/lib/cut-list";
import { inviter, managing, memberColumns } from "./columns";
import type { MemberRow } from "./types";

export const MEMBER_SORTS = ["name", "username", "joined"] as const;
export type MemberSort = (typeof MEMBER_SORTS)[number];

const ORDERS: Record<MemberSort, Order> = {
  name: { column: memberships.name, id: memberships.userId },
  username: { column: memberships.username, id: memberships.userId },
  joined: { column: memberships.joinedAt, id: memberships.userId },
};

/**
 * A page of the organization's users. Searches in username, name and email address.
 * @param call.groupId only the members of this group
 * @throws Forbidden without users.view; with a group, without groups.view
 */
export async function listMembers(call: {
  ctx: RequestContext;
  input: ListInput<MemberSort>;
  groupId?: string;
}): Promise<Page<MemberRow>> {
  const { ctx, input, groupId } = call;
  if (!can(ctx, groupId ? "groups.view" : "users.view")) throw new Forbidden();
  const list = keyset(ORDERS[input.sort], input);
  const where = and(
    eq(memberships.organizationId, ctx.organization.id),
    isCurrent(sql`${memberships}`),
    groupId ? isInGroup(groupId) : undefined,
    matches(memberships.search, input.search),
  );
  const [rows, total] = await Promise.all([
    ctx.db
      .select({ ...memberColumns(GROUPS_IN_LIST), cursor: list.cursor })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .innerJoin(managing, eq(managing.id, users.managingOrganizationId))
      .leftJoin(inviter, eq(inviter.id, memberships.invitedById))
      .where(and(where, list.beyond))
      .orderBy(...list.orderBy)
      .limit(list.limit),
    countRows(ctx.db, memberships, where),
  ]);
  const elsewhere = list.elsewhere(rows);
  if (elsewhere) return await listMembers({ ...call, input: { ...input, ...elsewhere } });
  return list.page(rows, total);
}

function isInGroup(groupId: string): SQL {
  return sql`exists (
    select from membership_groups mg
    where mg.organization_id = ${memberships.organizationId}
      and mg.user_id = ${memberships.userId}
      and mg.group_id = ${groupId}
  )`;
}
