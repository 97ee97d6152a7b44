import { and, sql } from "drizzle-orm";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { countUpTo } from "@/db/lists/keyset";
import { runningDeletion, stoppedDeletion } from "@/db/organizations/deletion-progress";
import { isRefusalReason } from "@/db/refusal-reason";
import { can, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { isUuid } from "@/db/uuid";
import type { RefusalReason } from "@/lib/refusals";
import type { ChildOrganization } from "./types";
import { canEnter, isVisible } from "./visibility";

const deletion = z.object({ deleted: z.number(), size: z.number() });

const childRow = z.object({
  id: z.string(),
  name: z.string(),
  disabled: z.boolean(),
  enterable: z.boolean(),
  createdAt: z.coerce.date(),
  users: z.number(),
  accounts: z.number(),
  pendingInvitations: z.number(),
  below: z.number(),
  deletion: deletion.nullable(),
  stoppedDeletion: deletion.extend({ reason: z.custom<RefusalReason>(isRefusalReason) }).nullable(),
});

/**
 * Gets a child organization with the numbers of what it contains.
 * @throws Forbidden without organizations.view; NotFound if it isn't a child organization, or one that the actor can neither
 * enter nor manage
 */
export async function getChildOrganization(call: {
  ctx: RequestContext;
  id: string;
}): Promise<ChildOrganization> {
  const { ctx, id } = call;
  if (!can(ctx, "organizations.view")) throw new Forbidden();
  if (!isUuid(id)) throw new NotFound();
  const pending = sql`i.organization_id = o.id and i.status = 'pending' and i.expires_order > now()`;
  const [row] = await rowsOf(ctx.db, childRow)`
    select
      o.id,
      o.name,
      o.disabled_at is not null as disabled,
      ${canEnter(ctx)} as enterable,
      to_json(o.created_at) as "createdAt",
      ${countUpTo(sql`from memberships m where m.organization_id = o.id and ${isCurrent(sql`m`)}`)} as users,
      ${countUpTo(sql`from users u where u.managing_organization_id = o.id`)} as accounts,
      ${countUpTo(sql`from invitations i where ${pending}`)} as "pendingInvitations",
      ${countUpTo(sql`from organizations b where b.path @> array[o.id] and b.id <> o.id`)} as below,
      ${runningDeletion} as deletion,
      ${stoppedDeletion} as "stoppedDeletion"
    from organizations o
    where ${and(sql`o.id = ${id}`, sql`o.parent_id = ${ctx.organization.id}`, isVisible(ctx))}`;
  if (!row) throw new NotFound();
  return row;
}
