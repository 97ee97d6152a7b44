import type { Permission } from "@/db/permissions";

/** What the audit tells of, as the middle of a sentence: "ada" … "grace". */
export const AUDIT_ACTIONS = {
  "invitations.create": "invited",
  "invitations.send": "sent the invitation of",
  "invitations.send-failed": "could not send the invitation of",
  "invitations.accept": "accepted the invitation",
  "invitations.decline": "declined the invitation",
  "invitations.delete": "deleted the invitation of",
  "invitations.end": "ended the invitation of",
  "memberships.end": "ended the membership of",
  "users.create": "created the account of",
  "users.edit": "changed the profile of",
  "users.assign": "changed the groups of",
  "users.remove": "removed",
  "users.disable": "disabled the account of",
  "users.enable": "enabled the account of",
  "users.delete": "deleted the account of",
  "passwords.request": "asked for a password link for",
  "passwords.send": "sent the password link of",
  "passwords.send-failed": "could not send the password link of",
  "passwords.set": "set the password of",
  "passwords.change": "changed the password of",
  "sessions.create": "signed in",
  "sessions.end": "signed out",
  "groups.create": "created the group",
  "groups.edit": "changed the group",
  "groups.delete": "deleted the group",
  "roles.create": "created the role",
  "roles.edit": "changed the role",
  "roles.assign": "changed who has the role",
  "roles.delete": "deleted the role",
  "organizations.create": "created the organization",
  "organizations.rename": "renamed the organization",
  "organizations.disable": "disabled the organization",
  "organizations.enable": "enabled the organization",
  "organizations.delete": "deleted the organization",
  "settings.edit": "changed the settings of",
} as const;

/** What was done; or, when it was refused, the permission that it would have needed. */
export type AuditAction = keyof typeof AUDIT_ACTIONS | Permission;
