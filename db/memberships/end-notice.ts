import { sql } from "drizzle-orm";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { dateOf } from "@/db/lists/read-list";
import type { OrganizationRef } from "@/db/request-context";

/** A membership whose end is near, somebody who is to be told of it, and which end was meant. */
export type EndNotice = {
  readonly organizationId: string;
  readonly userId: string;
  readonly recipientId: string;
  /** As the database writes it. */
  readonly ends: string;
};

export type Ending = {
  readonly recipient: { readonly name: string; readonly email: string };
  readonly member: { readonly name: string; readonly username: string };
  readonly organization: OrganizationRef & { readonly handle: string };
  readonly parentName: string;
  readonly ends: Date;
};

/**
 * What a mail about the end of a membership says. Null when there is nothing to say any more: it has ended, ends at
 * another time now, or the recipient is neither the member nor may see users there.
 */
export async function findEnding(notice: EndNotice & { readonly db: Database }): Promise<Ending | null> {
  const [ending] = await notice.db.execute<Omit<Ending, "ends"> & { ends: string }>(sql`
    select json_build_object('name', u.name, 'email', u.email) as recipient,
      json_build_object('name', m.name, 'username', m.username) as member,
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle) as organization, parent.name as "parentName",
      to_json(m.ends) #>> '{}' as ends
    from memberships m
    join organizations o on o.id = m.organization_id
    join organizations root on root.id = o.root_id
    join organizations parent on parent.id = o.parent_id
    join users u on u.id = ${notice.recipientId} and u.disabled_at is null and u.email is not null
    cross join lateral effective_permissions(u.id, o.id) as sight
    where m.organization_id = ${notice.organizationId} and m.user_id = ${notice.userId} and m.ends = ${notice.ends}::timestamptz
      and ${isCurrent(sql`m`)} and ${isActive(sql`o.path`)}
      and (u.id = m.user_id or sight.is_administrator or 'users.view' = any(sight.permissions))`);
  return ending ? { ...ending, ends: dateOf(ending.ends) } : null;
}
