import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { Conflict, NotFound } from "@/db/errors";
import { MAX_DEPTH } from "@/db/organizations/table";
import { groupRoles, groups, organizations, roles } from "@/db/schema";

export type NewOrganization = { readonly id?: string; readonly name: string } & (
  | { readonly handle: string }
  | { readonly parentId: string }
);

/**
 * Inserts a root organization (with a handle) or a child organization, with the role Administrator and the group
 * Administrators, which has this role. A child starts with its parent's time zone. Checks no permissions.
 * @returns the ids of the organization and of its group Administrators
 * @throws NotFound if there is no such parent; Conflict beyond a depth of 8, and for a taken handle
 */
export async function insertOrganization(
  db: Database | Transaction,
  input: NewOrganization,
): Promise<{ id: string; administratorsGroupId: string }> {
  return await db.transaction(async (tx) => {
    const { id = randomUUID() } = input;
    const parent = "parentId" in input ? await getParent(tx, input.parentId) : null;
    const parentPath = parent?.path ?? [];
    if (parentPath.length === MAX_DEPTH) throw new Conflict({ code: "too-deep", max: MAX_DEPTH });
    const handle = "handle" in input ? input.handle : null;
    const [inserted] = await tx
      .insert(organizations)
      .values({ id, name: input.name, path: [...parentPath, id], handle, timeZone: parent?.timeZone })
      .onConflictDoNothing({ target: organizations.handle })
      .returning({ id: organizations.id });
    if (!inserted) throw new Conflict({ code: "handle-taken", handle });
    const [administratorsGroupId = ""] = await insertAdministrators(tx, [id]);
    return { id, administratorsGroupId };
  });
}

/**
 * Gives new organizations the role Administrator and the group Administrators, which has this role.
 * @returns the ids of the groups, in the order of the organizations
 */
export async function insertAdministrators(
  tx: Transaction,
  organizationIds: readonly string[],
): Promise<string[]> {
  const administrators = organizationIds.map((organizationId) => ({
    organizationId,
    groupId: randomUUID(),
    roleId: randomUUID(),
  }));
  await tx.insert(roles).values(
    administrators.map(({ organizationId, roleId }) => ({
      id: roleId,
      organizationId,
      name: "Administrator",
      isAdministrator: true,
    })),
  );
  await tx.insert(groups).values(
    administrators.map(({ organizationId, groupId }) => ({
      id: groupId,
      organizationId,
      name: "Administrators",
      description: "Can do everything in this organization.",
    })),
  );
  await tx.insert(groupRoles).values(administrators);
  return administrators.map(({ groupId }) => groupId);
}

async function getParent(tx: Transaction, id: string) {
  const [parent] = await tx
    .select({ path: organizations.path, timeZone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, id));
  if (!parent) throw new NotFound({ code: "no-such-parent" });
  return parent;
}
