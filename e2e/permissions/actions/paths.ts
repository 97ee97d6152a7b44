import type { Ids } from "../organizations";

export function scopeOf({ root, orgId, accountId }: Ids & { readonly accountId?: string }) {
  return { root, orgId, accountId };
}

export function consolePath({ root, orgId }: Ids): string {
  return `/t/${root}/o/${orgId}`;
}

export function userPath(ids: Ids): string {
  return `${consolePath(ids)}/users/${ids.userId}`;
}

export function groupPath(ids: Ids): string {
  return `${consolePath(ids)}/groups/${ids.groupId}`;
}

export function rolePath(ids: Ids): string {
  return `${consolePath(ids)}/roles/${ids.roleId}`;
}

export function childPath(ids: Ids): string {
  return `${consolePath(ids)}/organizations/${ids.childId}`;
}

export function settingsPath(ids: Ids): string {
  return `${consolePath(ids)}/settings`;
}

export function acceptPath({ link }: Ids): string {
  return `/accept/${link}`;
}
