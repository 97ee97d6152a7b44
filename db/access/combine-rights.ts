import { ALL_PERMISSIONS, isPermission, type Permission } from "@/lib/permissions";

export type RightsAt = {
  readonly organizationId: string;
  readonly administrator: boolean;
  readonly permissions: readonly string[];
};

/**
 * What somebody may do at the end of a path, from what they hold along it (root first).
 * An administrator there, or a holder of organizations.enter above, has everything; `actingFromId` is the nearest
 * ancestor that gives this when the organization itself does not.
 */
export function combineRights(
  path: readonly string[],
  rights: readonly RightsAt[],
): { permissions: ReadonlySet<Permission>; actingFromId: string | null } {
  const held = new Map(rights.map((at) => [at.organizationId, at]));
  const own = held.get(path.at(-1) ?? "");
  if (own?.administrator) return { permissions: ALL_PERMISSIONS, actingFromId: null };

  const above = path.slice(0, -1).findLast((id) => entersBelow(held.get(id)));
  if (above) return { permissions: ALL_PERMISSIONS, actingFromId: above };
  return { permissions: new Set(own?.permissions.filter(isPermission)), actingFromId: null };
}

function entersBelow(at: RightsAt | undefined): boolean {
  return at !== undefined && (at.administrator || at.permissions.includes("organizations.enter"));
}
