import type { Translator } from "@/i18n/translator";

/** Every permission, in the order in which screens show them: what can be done with each noun. */
const VERBS = {
  users: ["view", "create", "edit", "assign", "remove", "disable", "delete"],
  invitations: ["view", "create", "send", "delete"],
  groups: ["view", "create", "edit", "delete"],
  roles: ["view", "create", "edit", "assign", "delete"],
  organizations: ["view", "enter", "create", "rename", "disable", "delete"],
  audit: ["view"],
  settings: ["view", "edit"],
} as const;

type Noun = keyof typeof VERBS;

/** The permission that a command takes. Its controls are hidden without it. */
export type Permission = { [N in Noun]: `${N}.${(typeof VERBS)[N][number]}` }[Noun];

type PermissionGroup = { readonly noun: Noun; readonly permissions: readonly Permission[] };

// Safe: it has the entries of `VERBS`, and no others.
export const PERMISSION_GROUPS = Object.entries(VERBS).map(([noun, verbs]) => ({
  noun,
  permissions: verbs.map((verb) => `${noun}.${verb}`),
})) as readonly PermissionGroup[];

export const ALL_PERMISSIONS: ReadonlySet<Permission> = new Set(
  PERMISSION_GROUPS.flatMap(({ permissions }) => permissions),
);

export function isPermission(text: string): text is Permission {
  return (ALL_PERMISSIONS as ReadonlySet<string>).has(text);
}

/**
 * The permissions that another one is useless without, because their pages lead to what it allows. Forms show a hint, but can
 * be saved anyway. Each is listed before the permissions that require it, so that a hint appears below what was clicked.
 */
export const REQUIRED_PERMISSIONS: { readonly [P in Permission]?: readonly Permission[] } = {
  "users.create": ["users.view"],
  "users.edit": ["users.view"],
  "users.assign": ["users.view"],
  "users.remove": ["users.view"],
  "users.disable": ["users.view"],
  "users.delete": ["users.view"],
  "invitations.view": ["users.view"],
  "invitations.create": ["users.view"],
  "invitations.send": ["invitations.view"],
  "invitations.delete": ["invitations.view"],
  "groups.create": ["groups.view"],
  "groups.edit": ["groups.view"],
  "groups.delete": ["groups.view"],
  "roles.create": ["roles.view"],
  "roles.edit": ["roles.view"],
  "roles.assign": ["roles.view"],
  "roles.delete": ["roles.view"],
  "organizations.create": ["organizations.view", "organizations.enter"],
  "organizations.rename": ["organizations.view", "organizations.enter"],
  "organizations.disable": ["organizations.view", "organizations.enter"],
  "organizations.delete": ["organizations.view", "organizations.enter"],
  "settings.edit": ["settings.view"],
};

/** "View users". @param parent the organization whose users can be invited, if there is one to name */
export function permissionText(t: Translator, permission: Permission, parent?: string): string {
  if (permission === "invitations.create" && parent !== undefined)
    return t("permissions.invitations.createFrom", { parent });
  const [noun, verb] = permission.split(".");
  // Safe: these are the two parts of a permission.
  return t(`permissions.${noun}.${verb}` as `permissions.${Permission}`);
}
