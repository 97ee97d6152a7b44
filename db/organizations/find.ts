import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import type { OrganizationRef, RequestContext } from "@/db/request-context";
import { auditEvents, organizations } from "@/db/schema";
import { isUuid } from "@/db/uuid";

/** @returns the root organization with this handle; null if there is none */
export async function findRoot(db: Database, handle: string): Promise<OrganizationRef | null> {
  if (!/^[a-z0-9-]{1,63}$/.test(handle)) return null;
  const [root] = await db
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .where(eq(organizations.handle, handle));
  return root ?? null;
}

/** Whether there was a child organization with this id that has been deleted, according to the audit log. */
export async function wasDeleted(
  db: Database | Transaction,
  { organization }: RequestContext,
  id: string,
): Promise<boolean> {
  if (!isUuid(id)) return false;
  const deletion = and(
    eq(auditEvents.organizationId, organization.id),
    eq(auditEvents.subjectId, id),
    eq(auditEvents.action, "organizations.delete"),
    eq(auditEvents.outcome, "done"),
  );
  const [event] = await db.select({ id: auditEvents.id }).from(auditEvents).where(deletion).limit(1);
  return event !== undefined;
}
