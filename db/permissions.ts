/**
 * Everything that can be allowed, by what it is about, with the sentence that screens show. A control is hidden and
 * its action refused by the same entry.
 */
export const CATALOGUE = {
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

type Noun = keyof typeof CATALOGUE;

export type Permission = { [N in Noun]: keyof (typeof CATALOGUE)[N] }[Noun];

// Safe: these are the entries of the table above, all of them and no others.
export const PERMISSIONS = Object.assign({}, ...Object.values(CATALOGUE)) as Readonly<
  Record<Permission, string>
>;

/** What the catalogue is about, each with its permissions, in the order in which screens show them. */
export const PERMISSION_GROUPS: readonly { noun: string; permissions: readonly Permission[] }[] =
  Object.entries(CATALOGUE).map(([noun, sentences]) => ({
    noun,
    permissions: Object.keys(sentences).filter(isPermission),
  }));

export const ALL_PERMISSIONS: ReadonlySet<Permission> = new Set(
  Object.keys(PERMISSIONS).filter(isPermission),
);

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}
