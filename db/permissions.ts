/** Everything that can be allowed, with the sentence that screens show. A control is hidden and its action refused by the same entry. */
export const PERMISSIONS = {
  "users.view": "See the users of the organization",
  "users.assign": "Change the groups of users",
  "users.remove": "Remove users from the organization",
  "users.disable": "Disable and enable the accounts that the organization manages",
  "invitations.view": "See the invitations into the organization",
  "invitations.create": "Invite users of the parent organization",
  "invitations.delete": "Delete invitations",
  "groups.view": "See groups and their members",
  "groups.delete": "Delete groups",
  "roles.view": "See roles and what they allow",
  "organizations.view": "See the organizations below",
  "organizations.disable": "Disable and enable organizations below",
  "organizations.enter": "Work as an administrator in the organizations below",
} as const;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS: ReadonlySet<Permission> = new Set(
  Object.keys(PERMISSIONS).filter(isPermission),
);

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}
