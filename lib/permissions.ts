/**
 * Every permission, grouped by noun, with the sentence that screens show. The same entry hides a control and makes the
 * command behind it fail.
 */
export const PERMISSION_CATALOG = {
  Users: {
    "users.view": "See the users of the organization",
    "users.create": "Create accounts that the organization manages, and send them their first link again",
    "users.edit": "Change the profiles of accounts that the organization manages",
    "users.assign": "Put users into groups and take them out",
    "users.remove": "Remove users who came by invitation, and choose when their membership ends",
    "users.disable": "Disable and enable accounts that the organization manages",
    "users.delete": "Delete accounts that the organization manages",
  },
  Invitations: {
    "invitations.view": "See the invitations into the organization",
    "invitations.create": "Invite users of the parent organization",
    "invitations.send": "Send invitations again",
    "invitations.delete": "Delete invitations",
  },
  Groups: {
    "groups.view": "See groups and their members",
    "groups.create": "Create groups",
    "groups.edit": "Rename and describe groups",
    "groups.delete": "Delete groups",
  },
  Roles: {
    "roles.view": "See roles and what they allow",
    "roles.create": "Create roles",
    "roles.edit": "Rename roles and change what they allow",
    "roles.assign": "Give roles to groups and take them away",
    "roles.delete": "Delete roles",
  },
  Organizations: {
    "organizations.view": "See the organizations below",
    "organizations.create": "Create organizations below (together with working there as an administrator)",
    "organizations.rename": "Rename organizations below",
    "organizations.disable": "Disable and enable organizations below",
    "organizations.delete": "Delete organizations below",
    "organizations.enter": "Work as an administrator in the organizations below",
  },
  "Audit log": {
    "audit.view": "See and export the audit log",
  },
  Settings: {
    "settings.view": "See the settings of the organization",
    "settings.edit": "Change the settings: its name, its links, its mails",
  },
} as const;

type Noun = keyof typeof PERMISSION_CATALOG;

export type Permission = { [N in Noun]: keyof (typeof PERMISSION_CATALOG)[N] }[Noun];

// Safe: these are the entries of the catalog, all of them and no others.
export const PERMISSIONS = Object.assign({}, ...Object.values(PERMISSION_CATALOG)) as Readonly<
  Record<Permission, string>
>;

/** The catalog in the order in which screens show it. */
export const PERMISSION_GROUPS: readonly { noun: string; permissions: readonly Permission[] }[] =
  Object.entries(PERMISSION_CATALOG).map(([noun, sentences]) => ({
    noun,
    permissions: Object.keys(sentences).filter(isPermission),
  }));

export const ALL_PERMISSIONS: ReadonlySet<Permission> = new Set(
  Object.keys(PERMISSIONS).filter(isPermission),
);

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}
