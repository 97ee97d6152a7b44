import { causeOfSystem, record } from "@/db/audit/record";
import type { Database } from "@/db/client";
import type { NewRoot } from "@/db/organizations/input";
import { insertOrganization } from "@/db/organizations/insert";
import type { OrganizationRef } from "@/db/request-context";
import { normalizeUsername } from "@/lib/usernames";
import { insertFirstAdministrator } from "./first-administrator";

/**
 * Creates a root organization with its first administrator, who gets an email to set a password. Checks no permissions,
 * because only the operator calls it.
 * @throws Conflict for a taken handle; Invalid at the administrator's `username` or `email`
 */
export async function createRoot({ db, input }: { db: Database; input: NewRoot }): Promise<OrganizationRef> {
  return await db.transaction(async (tx) => {
    const { handle, name } = input;
    const { id, administratorsGroupId } = await insertOrganization(tx, { handle, name });
    const cause = causeOfSystem(id);
    await record(tx, cause, {
      action: "organizations.create",
      subject: { id, name },
      details: { administrator: normalizeUsername(input.username) },
    });
    await insertFirstAdministrator(tx, cause, administratorsGroupId, input);
    return { id, name };
  });
}
