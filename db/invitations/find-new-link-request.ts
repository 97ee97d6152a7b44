import { sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { dateOf } from "@/db/lists/read-list";

export type NewLinkRequest = {
  readonly recipient: { readonly name: string; readonly email: string };
  readonly inviteeName: string;
  readonly username: string;
  readonly askedAt: Date;
  readonly organization: { readonly id: string; readonly name: string; readonly handle: string };
};

/**
 * What a mail says of a new link that is wanted. Null when there is nothing to say any more: the request is settled, or
 * the recipient is gone, has no address, or may no longer see invitations there.
 */
export async function findNewLinkRequest(call: {
  db: Database;
  invitationId: string;
  recipientId: string;
}): Promise<NewLinkRequest | null> {
  const [asked] = await call.db.execute<Omit<NewLinkRequest, "askedAt"> & { askedAt: string }>(sql`
    select json_build_object('name', recipient.name, 'email', recipient.email) as recipient, i.name as "inviteeName", i.username,
      to_json(i.new_link_requested_at) #>> '{}' as "askedAt",
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle) as organization
    from invitations i
    join organizations o on o.id = i.organization_id and ${isActive(sql`o.path`)}
    join organizations root on root.id = o.root_id
    join users recipient on recipient.id = ${call.recipientId} and recipient.disabled_at is null and recipient.email is not null
    join lateral effective_permissions(recipient.id, o.id) as sight
      on sight.is_administrator or 'invitations.view' = any(sight.permissions)
    where i.id = ${call.invitationId} and i.status = 'pending' and i.new_link_requested_at is not null`);
  return asked ? { ...asked, askedAt: dateOf(asked.askedAt) } : null;
}
