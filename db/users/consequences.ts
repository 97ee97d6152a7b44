import { sql } from "drizzle-orm";
import { type Context, may } from "@/db/context";
import { Forbidden, NotFound } from "@/db/errors";
import { isUuid } from "@/db/uuid";

/** What ends with somebody's being a user here; in organizations below it is numbers and nothing else. */
export type Consequences = { readonly memberships: number; readonly pendingInvitations: number };

/**
 * What disabling, removing or deleting a user of this organization ends besides: their memberships below, and the
 * pending invitations of them that build on any of these.
 * @throws Forbidden for whom may do none of the three, NotFound for somebody who is no user here
 */
export async function countConsequences(call: { ctx: Context; userId: string }): Promise<Consequences> {
  const { ctx, userId } = call;
  if (!may(ctx, "users.remove") && !may(ctx, "users.disable") && !may(ctx, "users.delete")) {
    throw new Forbidden();
  }
  if (!isUuid(userId)) throw new NotFound();
  const [counted] = await ctx.db.execute<Consequences>(sql`
    select
      (select count(*)::int from memberships below join organizations o on o.id = below.organization_id
        where below.user_id = m.user_id and o.id <> m.organization_id and m.organization_id = any(o.path)) as memberships,
      (select count(*)::int from invitations i join organizations o on o.id = i.organization_id
        where i.user_id = m.user_id and i.status = 'pending' and i.expires_order > now()
          and o.id <> m.organization_id and m.organization_id = any(o.path)) as "pendingInvitations"
    from memberships m where m.organization_id = ${ctx.organization.id} and m.user_id = ${userId}`);
  if (!counted) throw new NotFound();
  return counted;
}
