import { type SQL, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { can, type RequestContext } from "@/db/request-context";
import type { Permission } from "@/lib/permissions";

const MANAGING: readonly Permission[] = [
  "organizations.rename",
  "organizations.disable",
  "organizations.delete",
];

/** A condition on `o`, a child organization: the actor can enter it, or has a permission to manage all child organizations. */
export function isVisible(ctx: RequestContext): SQL | undefined {
  return seesAllChildren(ctx) ? undefined : canEnter(ctx);
}

/** Whether every child organization is visible to the actor. */
export function seesAllChildren(ctx: RequestContext): boolean {
  return can(ctx, "organizations.enter") || MANAGING.some((permission) => can(ctx, permission));
}

/** Whether the actor can enter `o`, a child organization, with organizations.enter or with a permission in it. */
export function canEnter(ctx: RequestContext): SQL {
  if (can(ctx, "organizations.enter")) return sql`true`;
  return sql`exists (
    select from memberships m
    join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
    join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
    join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
    where m.organization_id = o.id
      and m.user_id = ${ctx.actor.id}
      and ${isCurrent(sql`m`)}
      and (r.is_administrator or cardinality(r.permissions) > 0)
  )`;
}
