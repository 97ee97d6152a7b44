import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { imitates } from "@/db/organizations/imitates";
import { rowsOf } from "@/db/rows";
import { readerOf, readerRow } from "@/db/users/reader";

const sampleRow = z.object({
  organizationId: z.string(),
  handle: z.string(),
  organizationName: z.string(),
  senderName: z.string(),
  /** Whether the sender's name is that of another organization of the tree, or Usher's own. */
  imitates: z.boolean(),
  color: z.string().nullable(),
  logo: z.object({ version: z.string(), width: z.int(), height: z.int() }).nullable(),
  parentName: z.string(),
  lifetimeHours: z.int(),
  recipient: z.object({
    name: z.string(),
    username: z.string(),
    email: z.string().nullable(),
    organization: z.string(),
  }),
  reader: readerRow,
  /** The organization's. */
  timeZone: z.string(),
});

/** What an organization's invitation email would contain if the recipient had invited themselves. */
export type SampleInvitation = Readonly<z.infer<typeof sampleRow>>;

/** Checks no permissions. @returns null if the organization or the account is gone or the account is disabled */
export async function findSampleInvitation(call: {
  db: Database;
  organizationId: string;
  userId: string;
  /** The sender's name of Usher's own emails. */
  ownName?: string;
}): Promise<SampleInvitation | null> {
  const [row] = await rowsOf(call.db, sampleRow)`
    select
      o.id as "organizationId",
      root.handle,
      o.name as "organizationName",
      coalesce(o.sender_name, o.name) as "senderName",
      ${imitates(sql`o`, call.ownName)} as imitates,
      o.color,
      case when logo.png is not null then
        json_build_object('version', logo.updated_at, 'width', logo.width, 'height', logo.height)
      end as logo,
      coalesce(parent.name, o.name) as "parentName",
      o.invitation_lifetime_hours as "lifetimeHours",
      json_build_object(
        'name', u.name, 'username', u.username, 'email', u.email, 'organization', home.name
      ) as recipient,
      ${readerOf(sql`u`, sql`o`)} as reader,
      o.time_zone as "timeZone"
    from organizations o
    join organizations root on root.id = o.root_id
    join users u on u.id = ${call.userId} and u.root_id = o.root_id and u.disabled_at is null
    join organizations home on home.id = u.managing_organization_id
    left join organizations parent on parent.id = o.parent_id
    left join organization_logos logo on logo.organization_id = o.id
    where o.id = ${call.organizationId}`;
  return row ?? null;
}
