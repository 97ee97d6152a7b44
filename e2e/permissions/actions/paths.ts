import type { Ids } from "../organizations";

export function scopeOf({ root, orgId }: Ids) {
  return { root, orgId };
}

export function consoleOf({ root, orgId }: Ids): string {
  return `/t/${root}/o/${orgId}`;
}

export function userOf(ids: Ids): string {
  return `${consoleOf(ids)}/users/${ids.userId}`;
}

export function groupOf(ids: Ids): string {
  return `${consoleOf(ids)}/groups/${ids.groupId}`;
}

export function roleOf(ids: Ids): string {
  return `${consoleOf(ids)}/roles/${ids.roleId}`;
}

export function belowOf(ids: Ids): string {
  return `${consoleOf(ids)}/organizations/${ids.childId}`;
}

export function settingsOf(ids: Ids): string {
  return `${consoleOf(ids)}/settings`;
}

export function acceptPageOf({ link }: Ids): string {
  return `/accept/${link}`;
}
