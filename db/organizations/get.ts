import { and, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { countUpTo } from "@/db/lists/keyset";
import { dateOf } from "@/db/lists/read-list";
import { runningDeletion, stoppedDeletion } from "@/db/organizations/deletion-progress";
import { can, type RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";
import type { ChildOrganization } from "./types";
import { canEnter, isVisible } from "./visibility";

/**
 * One organization directly below, with the numbers of what is in it.
 * @throws Forbidden without organizations.view; NotFound for one that is not directly below, or that the reader may
 * neither enter nor manage
 */
export async function getChildOrganization(call: {
  ctx: RequestContext;
  id: string;
}): Promise<ChildOrganization> {
  const { ctx, id } = call;
  if (!can(ctx, "organizations.view")) throw new Forbidden();
  if (!isUuid(id)) throw new NotFound();
  const [found] = await ctx.db.execute<Row>(sql`
    select o.id, o.name, o.disabled_at is not null as disabled, ${canEnter(ctx)} as enterable,
      to_json(o.created_at) #>> '{}' as "createdAt",
      ${countUpTo(sql`from memberships m where m.organization_id = o.id and ${isCurrent(sql`m`)}`)} as users,
      ${countUpTo(sql`from users u where u.managing_organization_id = o.id`)} as accounts,
      ${countUpTo(sql`from invitations i where i.organization_id = o.id and i.status = 'pending' and i.expires_order > now()`)} as "pendingInvitations",
      ${countUpTo(sql`from organizations b where b.path @> array[o.id] and b.id <> o.id`)} as below,
      ${runningDeletion} as deletion, ${stoppedDeletion} as "stoppedDeletion"
    from organizations o
    where ${and(sql`o.id = ${id}`, sql`o.parent_id = ${ctx.organization.id}`, isVisible(ctx))}`);
  if (!found) throw new NotFound();
  return { ...found, createdAt: dateOf(found.createdAt) };
}

type Row = Omit<ChildOrganization, "createdAt"> & { createdAt: string };
