import { sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { can, type RequestContext } from "@/db/request-context";
import type { Profile } from "@/db/users/profile";
import { isUuid } from "@/db/uuid";

export type EditableProfile = Profile & {
  readonly userId: string;
  /** The organization where it is changed, when that is another one. */
  readonly managedElsewhere: string | null;
};

/** The profile to be changed. @throws Forbidden without users.edit, NotFound for somebody who is no user here */
export async function getProfile(call: { ctx: RequestContext; userId: string }): Promise<EditableProfile> {
  const { ctx, userId } = call;
  if (!can(ctx, "users.edit")) throw new Forbidden();
  if (!isUuid(userId)) throw new NotFound();
  const [profile] = await ctx.db.execute<EditableProfile>(sql`
    select m.user_id as "userId", u.username, u.name, u.email,
      case when o.id <> m.organization_id then o.name end as "managedElsewhere"
    from memberships m
    join users u on u.id = m.user_id
    join organizations o on o.id = u.managing_organization_id
    where m.organization_id = ${ctx.organization.id} and m.user_id = ${userId} and ${isCurrent(sql`m`)}`);
  if (!profile) throw new NotFound();
  return profile;
}
