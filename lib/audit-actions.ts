import type { Permission } from "./permissions";

/** What successful commands record: the verbs for each noun. */
const VERBS = {
  invitations: [
    "create",
    "send",
    "send-failed",
    "resend",
    "edit",
    "open",
    "request-new-link",
    "accept",
    "decline",
    "delete",
    "end",
  ],
  "bulk-actions": ["create", "discard", "start", "stop"],
  memberships: ["edit", "end"],
  users: [
    "create",
    "edit",
    "assign",
    "remove",
    "disable",
    "enable",
    "delete",
    "response-emails",
    "language",
    "time-zone",
  ],
  passwords: ["request", "send", "send-failed", "set", "change"],
  sessions: ["create", "end"],
  groups: ["create", "edit", "delete"],
  roles: ["create", "edit", "assign", "delete"],
  organizations: ["create", "rename", "disable", "enable", "delete"],
  settings: ["edit", "test"],
} as const;

type Noun = keyof typeof VERBS;

export type DoneAction = { [N in Noun]: `${N}.${(typeof VERBS)[N][number]}` }[Noun];

/** What an event records: an action or, for a denied one, the missing permission. */
export type AuditAction = DoneAction | Permission;

// Safe: it has the entries of `VERBS`, and no others.
export const AUDIT_ACTION_GROUPS = Object.entries(VERBS).map(([noun, verbs]) => ({
  noun,
  actions: verbs.map((verb) => `${noun}.${verb}`),
})) as readonly { readonly noun: Noun; readonly actions: readonly DoneAction[] }[];

export const DONE_ACTIONS: readonly DoneAction[] = AUDIT_ACTION_GROUPS.flatMap(({ actions }) => actions);
