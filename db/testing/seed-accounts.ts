import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Creates accounts managed by the organization, named `many-1` and so on or with another prefix, with email addresses. */
export async function seedAccounts(
  db: Database,
  organizationId: string,
  count: number,
  prefix = "many",
): Promise<void> {
  await db.execute(sql`
    insert into users (root_id, managing_organization_id, username, name, email)
    select o.root_id, o.id, ${prefix}::text || '-' || n, 'Many', ${prefix}::text || '-' || n || '@x.example'
    from organizations o, generate_series(1, ${count}::int) n where o.id = ${organizationId}`);
  await analyze(db);
  await db.execute(sql`
    insert into memberships (organization_id, user_id, root_id, origin, username, name, search)
    select managing_organization_id, id, root_id, 'managed', username, name, search from users
    where managing_organization_id = ${organizationId} and starts_with(username, ${`${prefix}-`})`);
  await analyze(db);
}

/**
 * Updates the statistics, which PostgreSQL itself does only after a minute. Until then it assumes an empty table, and its
 * plan for the foreign key of each membership reads all users.
 */
async function analyze(db: Database): Promise<void> {
  await db.execute(sql`analyze users, memberships`);
}
