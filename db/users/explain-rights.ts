import { sql } from "drizzle-orm";
import type { RightsAt } from "@/db/access/combine-rights";
import { type Explanation, explain, type Source } from "@/db/access/explain";
import { isCurrent, rightsAlong } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { can, type RequestContext } from "@/db/request-context";
import { isUuid, uuids } from "@/db/uuid";

/**
 * What a user of this organization may do here, and why: the groups here with their roles, or the ancestor in which they
 * may enter what is below, without that ancestor's groups. One round trip.
 * @throws Forbidden without users.view, NotFound for somebody who is no user here
 */
export async function explainRights(call: { ctx: RequestContext; userId: string }): Promise<Explanation> {
  const { ctx, userId } = call;
  if (!can(ctx, "users.view")) throw new Forbidden();
  if (!isUuid(userId)) throw new NotFound();
  const here = ctx.organization.id;
  const path = [...ctx.organization.ancestors.map(({ id }) => id), here];
  const [known] = await ctx.db.execute<{ disabled: boolean; rights: RightsAt[]; sources: Source[] }>(sql`
    select u.disabled_at is not null as disabled,
      (select coalesce(json_agg(along), '[]') from (${rightsAlong(sql`u.id`, uuids(path))}) as along) as rights,
      (select coalesce(json_agg(json_build_object('group', json_build_object('id', g.id, 'name', g.name),
          'role', json_build_object('id', r.id, 'name', r.name),
          'administrator', r.is_administrator, 'permissions', r.permissions) order by g.search, lower(r.name)), '[]')
        from membership_groups mg
        join groups g on g.id = mg.group_id
        join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
        join roles r on r.id = gr.role_id
        where mg.organization_id = m.organization_id and mg.user_id = m.user_id) as sources
    from memberships m join users u on u.id = m.user_id
    where m.organization_id = ${here} and m.user_id = ${userId} and ${isCurrent(sql`m`)}`);
  if (!known) throw new NotFound();
  return explain({ path, ...known });
}
