import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { Forbidden } from "@/db/errors";
import { jsonColumn } from "@/db/lists/json-column";
import { countRows, countUpTo, type ListInput, readPage } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { matches } from "@/db/lists/search";
import { can, type RequestContext } from "@/db/request-context";
import { organizations } from "@/db/schema";
import { runningDeletion } from "./deletion-progress";
import type { OrganizationRow } from "./types";
import { canEnter, isVisible } from "./visibility";

export const ORGANIZATION_SORTS = ["name"] as const;
export type OrganizationSort = (typeof ORGANIZATION_SORTS)[number];

export const ORGANIZATION_FILTERS = ["all", "invitations"] as const;
export type OrganizationFilter = (typeof ORGANIZATION_FILTERS)[number];

const o = alias(organizations, "o");

/**
 * A page of the child organizations, each with the numbers of its users and of pending invitations that haven't expired.
 * Leaves out those that the viewer can neither enter nor manage. The filter leaves only active ones with pending or expired
 * invitations.
 * @throws Forbidden without organizations.view
 */
export async function listOrganizations(call: {
  ctx: RequestContext;
  input: ListInput<OrganizationSort> & { readonly filter?: OrganizationFilter };
}): Promise<Page<OrganizationRow>> {
  const { ctx, input } = call;
  if (!can(ctx, "organizations.view")) throw new Forbidden();
  const where = and(
    eq(o.parentId, ctx.organization.id),
    matches(o.search, input.search),
    isVisible(ctx),
    input.filter === "invitations" ? hasOpenInvitations : undefined,
  );
  return await readPage({ column: o.search, id: o.id }, input, (list) =>
    Promise.all([
      ctx.db
        .select({
          id: o.id,
          name: o.name,
          disabled: sql`${o.disabledAt} is not null`.mapWith(Boolean),
          enterable: canEnter(ctx).mapWith(Boolean),
          createdAt: o.createdAt,
          users: countUpTo(sql`
            from memberships m
            where m.organization_id = o.id and ${isCurrent(sql`m`)}`),
          pendingInvitations: countUpTo(sql`
            from invitations i
            where i.organization_id = o.id and i.status = 'pending' and i.expires_order > now()`),
          deletion: jsonColumn(runningDeletion, deletion),
          cursor: list.cursor,
        })
        .from(o)
        .where(and(where, list.afterCursor))
        .orderBy(...list.orderBy)
        .limit(list.limit),
      countRows(ctx.db, o, where),
    ]),
  );
}

const hasOpenInvitations = sql`
  ${o.disabledAt} is null
  and exists (select from invitations i where i.organization_id = ${o.id} and i.status = 'pending')`;

const deletion = z.object({ deleted: z.number(), size: z.number() }).nullable();
