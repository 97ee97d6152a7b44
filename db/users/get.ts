import { sql } from "drizzle-orm";
import { type Context, may } from "@/db/context";
import { Forbidden, NotFound } from "@/db/errors";
import { dateOf } from "@/db/lists/read-list";
import { type MemberJson, memberColumns, memberJoins, memberOf } from "@/db/memberships/read-row";
import type { User } from "@/db/users/rows";
import { isUuid } from "@/db/uuid";

/**
 * One user of the organization; of an account that is managed here also whether its first link has led to a password.
 * @throws Forbidden without users.view, NotFound for somebody who is no user here
 */
export async function getUser(call: { ctx: Context; userId: string }): Promise<User> {
  const { ctx, userId } = call;
  if (!may(ctx, "users.view")) throw new Forbidden();
  if (!isUuid(userId)) throw new NotFound();
  const [found] = await ctx.db.execute<{ user: Json }>(sql`
    select row_to_json(member) as user from (
      select ${memberColumns}, i.created_at as "invitedAt", came.name as "cameFrom",
        case when m.origin = 'managed' then u.password_hash is not null end as "hasPassword",
        case when m.origin = 'managed' and u.password_hash is null then (
          select json_build_object('mail', json_build_object('state', l.mail_state, 'error', l.mail_error),
            'sentAt', l.sent_at, 'expiresAt', l.expires_at)
          from password_links l where l.user_id = m.user_id) end as "firstLink"
      from memberships m ${memberJoins}
      left join organizations came on came.id = m.parent_organization_id
      left join invitations i on i.id = m.invitation_id
      where m.organization_id = ${ctx.organization.id} and m.user_id = ${userId}) as member`);
  if (!found) throw new NotFound();
  const { invitedAt, firstLink, ...member } = found.user;
  return {
    ...memberOf(member),
    invitedAt: dateOf(invitedAt),
    firstLink: firstLink && {
      mail: firstLink.mail,
      sentAt: dateOf(firstLink.sentAt),
      expiresAt: dateOf(firstLink.expiresAt),
    },
  };
}

type Json = MemberJson &
  Omit<User, "joinedAt" | "invitedAt" | "firstLink"> & {
    invitedAt: string | null;
    firstLink:
      | (Pick<NonNullable<User["firstLink"]>, "mail"> & { sentAt: string | null; expiresAt: string | null })
      | null;
  };
