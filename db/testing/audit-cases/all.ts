import { BULK_ACTION_AUDIT_CASES } from "./bulk-actions";
import type { AuditCases } from "./case";
import { GROUP_AUDIT_CASES } from "./groups";
import { INVITATION_AUDIT_CASES } from "./invitations";
import { MEMBERSHIP_AUDIT_CASES } from "./memberships";
import { ORGANIZATION_AUDIT_CASES } from "./organizations";
import { SETTINGS_AUDIT_CASES } from "./settings";
import { SIGNING_IN_AUDIT_CASES } from "./signing-in";
import { USER_AUDIT_CASES } from "./users";

/** All changes that can be made, by the name of the function that makes them. */
export const AUDIT_CASES: AuditCases = {
  ...INVITATION_AUDIT_CASES,
  ...BULK_ACTION_AUDIT_CASES,
  ...USER_AUDIT_CASES,
  ...MEMBERSHIP_AUDIT_CASES,
  ...SIGNING_IN_AUDIT_CASES,
  ...GROUP_AUDIT_CASES,
  ...ORGANIZATION_AUDIT_CASES,
  ...SETTINGS_AUDIT_CASES,
};

/** Those of them that are commands. */
export const COMMANDS = Object.entries(AUDIT_CASES).flatMap(([name, auditCase]) =>
  "command" in auditCase ? [{ name, command: auditCase.command, arrange: auditCase.arrange }] : [],
);
