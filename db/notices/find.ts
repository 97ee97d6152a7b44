import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { dateOf } from "@/db/lists/read-list";
import type { noticeKind } from "@/db/notices/table";

export type NoticeKind = (typeof noticeKind.enumValues)[number];

/** What an email says about something that was done to an account, as things were then. */
export type AccountNotice = {
  readonly kind: NoticeKind;
  readonly email: string;
  readonly name: string;
  readonly username: string;
  readonly organizationId: string;
  readonly organizationName: string;
  /** Null for the account itself. */
  readonly actor: { readonly name: string; readonly username: string } | null;
  readonly happenedAt: Date;
  /** Who the email says that it is from. */
  readonly senderName: string;
  /** The sender's name is the name of another organization of the tree, or of one that is gone. */
  readonly imitates: boolean;
  readonly logo: { readonly version: string; readonly width: number; readonly height: number } | null;
};

/** A notice that waits to be sent; null when it was sent already, or given up. */
export async function findNotice(call: { db: Database; noticeId: string }): Promise<AccountNotice | null> {
  const [notice] = await call.db.execute<Omit<AccountNotice, "happenedAt"> & { happenedAt: string }>(sql`
    select n.kind, n.email, n.name, n.username, n.organization_id as "organizationId", n.organization_name as "organizationName",
      case when n.actor_name is not null then json_build_object('name', n.actor_name, 'username', n.actor_username) end as actor,
      to_json(n.happened_at) #>> '{}' as "happenedAt",
      coalesce(o.sender_name, o.name, n.organization_name) as "senderName", (o.id is null or imitates_another(o)) as imitates,
      case when logo.png is not null then
        json_build_object('version', logo.updated_at, 'width', logo.width, 'height', logo.height) end as logo
    from account_notices n
    left join organizations o on o.id = n.organization_id
    left join organization_logos logo on logo.organization_id = o.id
    where n.id = ${call.noticeId}`);
  return notice ? { ...notice, happenedAt: dateOf(notice.happenedAt) } : null;
}
