import { sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { dateOf } from "@/db/lists/read-list";
import { type MemberJson, memberColumns, memberJoins, memberOf } from "@/db/memberships/columns";
import { can, type RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";
import type { User } from "./types";

/** One user of the organization. @throws Forbidden without users.view, NotFound for somebody who is no user here */
export async function getUser(call: { ctx: RequestContext; userId: string }): Promise<User> {
  const { ctx, userId } = call;
  if (!can(ctx, "users.view")) throw new Forbidden();
  if (!isUuid(userId)) throw new NotFound();
  const [found] = await ctx.db.execute<{ user: Json }>(sql`
    select row_to_json(member) as user from (
      select ${memberColumns}, came.name as "cameFrom", i.created_at as "invitedAt", m.ends_at as "endsAt"
      from memberships m ${memberJoins}
      left join organizations came on came.id = m.parent_organization_id
      left join invitations i on i.id = m.invitation_id
      where m.organization_id = ${ctx.organization.id} and m.user_id = ${userId} and ${isCurrent(sql`m`)}) as member`);
  if (!found) throw new NotFound();
  const { invitedAt, endsAt, ...member } = found.user;
  return { ...memberOf(member), invitedAt: dateOf(invitedAt), endsAt: dateOf(endsAt) };
}

type Json = MemberJson & { cameFrom: string | null; invitedAt: string | null; endsAt: string | null };
