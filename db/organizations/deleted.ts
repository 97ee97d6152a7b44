import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";

/** Whether there was an organization of this id directly below, and somebody deleted it: the audit log tells. */
export async function wasDeleted(
  db: Database | Transaction,
  { organization }: RequestContext,
  id: string,
): Promise<boolean> {
  if (!isUuid(id)) return false;
  const [deleted] = await db.execute(sql`
    select from audit_events
    where organization_id = ${organization.id} and subject_id = ${id} and action = 'organizations.delete'
      and outcome = 'done' limit 1`);
  return deleted !== undefined;
}
