import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { Conflict, NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";

const roleRow = z.object({
  name: z.string(),
  description: z.string(),
  permissions: z.array(z.string()),
  isAdministrator: z.boolean(),
});

/**
 * A role of this organization that can be changed.
 * @param options.lock a locking clause. By default, nothing is locked
 * @throws NotFound if there is no such role; Conflict for Administrator
 */
export async function requireEditableRole(
  executor: Database | Transaction,
  ctx: RequestContext,
  { roleId, action, lock = sql`` }: { roleId: string; action: "edit" | "delete"; lock?: SQL },
): Promise<z.infer<typeof roleRow>> {
  const [role] = await rowsOf(executor, roleRow)`
    select name, description, permissions, is_administrator as "isAdministrator" from roles
    where organization_id = ${ctx.organization.id} and id = ${roleId} ${lock}`;
  if (!role) throw new NotFound({ code: "no-such-role" });
  if (role.isAdministrator) throw new Conflict({ code: "administrator-role", name: role.name, action });
  return role;
}
