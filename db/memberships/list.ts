import { and, eq, type SQL } from "drizzle-orm";
import {
  countRows,
  inBatches,
  type Keyset,
  keyset,
  type ListInput,
  type Order,
  readPage,
} from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import type { RequestContext } from "@/db/request-context";
import { memberships, users } from "@/db/schema";
import { GROUPS_IN_LIST } from "@/lib/cut-list";
import { MAX_GROUPS_OF_USER } from "@/lib/roles";
import { inviter, managing, memberColumns } from "./columns";
import type { MemberRow } from "./types";
import { isInView, type MemberView, requireViewable } from "./view";

export const MEMBER_SORTS = ["name", "username", "joined"] as const;
export type MemberSort = (typeof MEMBER_SORTS)[number];

const ORDERS: Record<MemberSort, Order> = {
  name: { column: memberships.name, id: memberships.userId },
  username: { column: memberships.username, id: memberships.userId },
  joined: { column: memberships.joinedAt, id: memberships.userId },
};

/**
 * A page of the organization's users. Searches in username, name and email address.
 * @throws Forbidden without users.view; for the members of a group, without groups.view
 */
export async function listMembers(call: {
  ctx: RequestContext;
  input: ListInput<MemberSort> & MemberView;
}): Promise<Page<MemberRow>> {
  const { ctx, input } = call;
  requireViewable(ctx, input);
  const where = isInView(ctx, input);
  return await readPage(ORDERS[input.sort], input, (list) =>
    Promise.all([readMembers(ctx, where, list, GROUPS_IN_LIST), countRows(ctx.db, memberships, where)]),
  );
}

/** Few, because each row can have 500 groups. */
const EXPORTED_AT_ONCE = 25;

/**
 * Yields all matching users with all their groups, in the order of the list, 25 at a time. Each batch is read only when it is
 * requested.
 * @throws Forbidden without users.view; for the members of a group, without groups.view
 */
export async function* exportMembers(call: {
  ctx: RequestContext;
  input: Pick<ListInput<MemberSort>, "sort" | "descending"> & MemberView;
}): AsyncGenerator<readonly MemberRow[]> {
  const { ctx, input } = call;
  requireViewable(ctx, input);
  const where = isInView(ctx, input);
  yield* inBatches(async (after) => {
    const list = keyset(ORDERS[input.sort], { ...input, after, before: null }, EXPORTED_AT_ONCE);
    return list.page(await readMembers(ctx, where, list, MAX_GROUPS_OF_USER));
  });
}

async function readMembers(ctx: RequestContext, where: SQL | undefined, list: Keyset, groupsShown: number) {
  return await ctx.db
    .select({ ...memberColumns(groupsShown), cursor: list.cursor })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(managing, eq(managing.id, users.managingOrganizationId))
    .leftJoin(inviter, eq(inviter.id, memberships.invitedById))
    .where(and(where, list.afterCursor))
    .orderBy(...list.orderBy)
    .limit(list.limit);
}
