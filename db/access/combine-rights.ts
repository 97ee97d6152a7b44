import { sql } from "drizzle-orm";
import { z } from "zod";
import { ALL_PERMISSIONS, isPermission, type Permission } from "@/lib/permissions";

/** A row of the SQL function `permissions_by_organization`. */
export const organizationPermissions = z.object({
  organizationId: z.string(),
  isAdministrator: z.boolean(),
  canEnterDescendants: z.boolean(),
  permissions: z.array(z.string()),
});
export type OrganizationPermissions = Readonly<z.infer<typeof organizationPermissions>>;

/** The columns of `organizationPermissions`. */
export const PERMISSION_COLUMNS = sql`
  organization_id as "organizationId",
  is_administrator as "isAdministrator",
  can_enter_descendants as "canEnterDescendants",
  permissions`;

/**
 * What a user may do in the last organization of a path. The same rule as the SQL function `effective_permissions`, with
 * the ancestor it comes from.
 * @param path ids of organizations, root first
 * @param rights what the user's groups give in the organizations of the path
 * @returns `actingFromId`: the nearest ancestor that lets the user in as an administrator; null for an administrator of
 * the organization itself, and when no ancestor does
 */
export function combineRights(
  path: readonly string[],
  rights: readonly OrganizationPermissions[],
): { permissions: ReadonlySet<Permission>; actingFromId: string | null } {
  const byOrganization = new Map(rights.map((right) => [right.organizationId, right]));
  const own = byOrganization.get(path.at(-1) ?? "");
  if (own?.isAdministrator) return { permissions: ALL_PERMISSIONS, actingFromId: null };

  const ancestor = path.slice(0, -1).findLast((id) => byOrganization.get(id)?.canEnterDescendants);
  if (ancestor) return { permissions: ALL_PERMISSIONS, actingFromId: ancestor };
  return { permissions: new Set(own?.permissions.filter(isPermission)), actingFromId: null };
}
