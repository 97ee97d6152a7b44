import { sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { Forbidden } from "@/db/errors";
import { countUpTo, keyset, type ListInput, matches, type Order } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { dateOf, readList } from "@/db/lists/read-list";
import { runningDeletion } from "@/db/organizations/deletion-progress";
import { can, type RequestContext } from "@/db/request-context";
import type { OrganizationRow } from "./types";
import { canEnter, onlyVisible } from "./visibility";

export const ORGANIZATION_SORTS = ["name"] as const;
export type OrganizationSort = (typeof ORGANIZATION_SORTS)[number];

const BY_NAME: Order = { column: sql`o.search`, type: "text", id: sql`o.id` };

/**
 * A page of the organizations directly below, with how many users and live pending invitations each has.
 * Those that one may neither enter nor manage are not listed at all. One round trip.
 * @throws Forbidden without organizations.view
 */
export async function listOrganizations(call: {
  ctx: RequestContext;
  input: ListInput<OrganizationSort>;
}): Promise<Page<OrganizationRow>> {
  const { ctx, input } = call;
  if (!can(ctx, "organizations.view")) throw new Forbidden();
  const list = keyset(BY_NAME, input);
  const these = sql`from organizations o where o.parent_id = ${ctx.organization.id}
    ${matches(sql`o.search`, input.search)} ${onlyVisible(ctx)}`;
  const { rows, total } = await readList<
    Omit<OrganizationRow, "createdAt"> & { createdAt: string; cursor: string }
  >(
    ctx.db,
    sql`
      select o.id, o.name, o.disabled_at is not null as disabled, ${canEnter(ctx)} as enterable, o.created_at as "createdAt",
        ${countUpTo(sql`from memberships m where m.organization_id = o.id and ${isCurrent(sql`m`)}`)} as users,
        ${countUpTo(sql`from invitations i where i.organization_id = o.id and i.status = 'pending' and i.expires_order > now()`)} as "pendingInvitations",
        ${runningDeletion} as deletion, ${list.cursor} as cursor
      from (select * ${these} ${list.beyond} ${list.orderBy}) as o
      ${list.orderBy}`,
    countUpTo(these),
  );
  return list.page(
    rows.map((row) => ({ ...row, createdAt: dateOf(row.createdAt) })),
    total,
  );
}
