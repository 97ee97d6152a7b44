import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { OrganizationRef } from "@/db/request-context";

/** The root organization of a handle; null for none. */
export async function findRoot(db: Database, handle: string): Promise<OrganizationRef | null> {
  if (!/^[a-z0-9-]{1,63}$/.test(handle)) return null;
  const [root] = await db.execute<OrganizationRef>(
    sql`select id, name from organizations where handle = ${handle}`,
  );
  return root ?? null;
}
