import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Accounts that the organization manages, `many-1` and so on unless another prefix is given, with an email address each. */
export async function plantAccounts(
  db: Database,
  organizationId: string,
  count: number,
  prefix = "many",
): Promise<void> {
  await db.execute(sql`
    with made as (
      insert into users (root_id, managing_organization_id, username, name, email)
      select o.root_id, o.id, ${prefix}::text || '-' || n, 'Many', ${prefix}::text || '-' || n || '@x.example'
      from organizations o, generate_series(1, ${count}::int) n where o.id = ${organizationId}
      returning *
    )
    insert into memberships (organization_id, user_id, root_id, origin, username, name, search)
    select managing_organization_id, id, root_id, 'managed', username, name, search from made`);
}
