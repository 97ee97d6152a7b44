import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { inviterToMail } from "@/db/invitations/inviter-to-mail";
import { dateOf } from "@/db/lists/read-list";

export type AskedLink = {
  readonly inviter: { readonly name: string; readonly email: string };
  readonly inviteeName: string;
  readonly username: string;
  readonly askedAt: Date;
  readonly organization: { readonly id: string; readonly name: string; readonly handle: string };
};

/**
 * Who is to be mailed that a new link is wanted, and about what. Null when nobody is: the request is settled, or the
 * inviter is gone, has no address, or may no longer see invitations here.
 */
export async function findAskedLink(call: { db: Database; invitationId: string }): Promise<AskedLink | null> {
  const [asked] = await call.db.execute<Omit<AskedLink, "askedAt"> & { askedAt: string }>(sql`
    select json_build_object('name', inviter.name, 'email', inviter.email) as inviter, i.name as "inviteeName", i.username,
      to_json(i.link_asked_at) #>> '{}' as "askedAt",
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle) as organization
    from invitations i ${inviterToMail}
    where i.id = ${call.invitationId} and i.status = 'pending' and i.link_asked_at is not null`);
  return asked ? { ...asked, askedAt: dateOf(asked.askedAt) } : null;
}
