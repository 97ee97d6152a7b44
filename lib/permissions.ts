import type { Translator } from "@/i18n/translator";

/** Every permission, in the order in which screens show them: what can be done with each noun. */
const VERBS = {
  users: ["view", "create", "edit", "assign", "remove", "disable", "delete"],
  invitations: ["view", "create", "send", "delete"],
  groups: ["view", "create", "edit", "delete"],
  roles: ["view", "create", "edit", "assign", "delete"],
  organizations: ["view", "create", "rename", "disable", "delete", "enter"],
  audit: ["view"],
  settings: ["view", "edit"],
} as const;

type Noun = keyof typeof VERBS;

/** The same permission hides a control and makes the command behind it fail. */
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

/** "View users". */
export function permissionText(t: Translator, permission: Permission): string {
  const [noun, verb] = permission.split(".");
  // Safe: these are the two parts of a permission.
  return t(`permissions.${noun}.${verb}` as `permissions.${Permission}`);
}
