import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { noticeKind } from "@/db/notices/table";
import { imitates } from "@/db/organizations/imitates";
import { readerOf, readerRow } from "@/db/users/reader";

const accountNotice = z.object({
  kind: z.enum(noticeKind.enumValues),
  email: z.string(),
  name: z.string(),
  username: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  /** Null for the account itself. */
  actor: z.object({ name: z.string(), username: z.string() }).nullable(),
  happenedAt: z.coerce.date(),
  /** Null if the organization was deleted. */
  reader: readerRow.nullable(),
  senderName: z.string(),
  /** Whether the sender's name is that of another organization of the tree, or of a deleted one, or Usher's own. */
  imitates: z.boolean(),
  logo: z.object({ version: z.string(), width: z.int(), height: z.int() }).nullable(),
});

/** What an email about a change of an account says. Names and address are as they were at the time of the change. */
export type AccountNotice = Readonly<z.infer<typeof accountNotice>>;
export type NoticeKind = AccountNotice["kind"];

/** @returns null if the email was sent already, or has failed for good */
export async function findNotice(call: {
  db: Database;
  noticeId: string;
  /** The sender's name of Usher's own emails. */
  ownName?: string;
}): Promise<AccountNotice | null> {
  const [row] = await call.db.execute(sql`
    select
      n.kind,
      n.email,
      n.name,
      n.username,
      n.organization_id as "organizationId",
      n.organization_name as "organizationName",
      case when n.actor_name is not null then
        json_build_object('name', n.actor_name, 'username', n.actor_username)
      end as actor,
      to_json(n.happened_at) as "happenedAt",
      case when o.id is not null then ${readerOf(sql`u`, sql`o`)} end as reader,
      coalesce(o.sender_name, o.name, n.organization_name) as "senderName",
      (o.id is null or ${imitates(sql`o`, call.ownName)}) as imitates,
      case when logo.png is not null then
        json_build_object('version', logo.updated_at, 'width', logo.width, 'height', logo.height)
      end as logo
    from account_notices n
    left join organizations o on o.id = n.organization_id
    left join users u on u.managing_organization_id = o.id and u.username = n.username
    left join organization_logos logo on logo.organization_id = o.id
    where n.id = ${call.noticeId}`);
  return row ? accountNotice.parse(row) : null;
}
