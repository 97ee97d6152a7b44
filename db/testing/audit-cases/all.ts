import { BATCH_DEEDS } from "./batches";
import type { AuditCases } from "./case";
import { GROUP_DEEDS } from "./groups";
import { INVITATION_DEEDS } from "./invitations";
import { MEMBERSHIP_DEEDS } from "./memberships";
import { ORGANIZATION_DEEDS } from "./organizations";
import { SETTINGS_DEEDS } from "./settings";
import { SIGNING_IN_DEEDS } from "./signing-in";
import { USER_DEEDS } from "./users";

/** Everything that the model can do, under the name of the function that does it. */
export const AUDIT_CASES: AuditCases = {
  ...INVITATION_DEEDS,
  ...BATCH_DEEDS,
  ...USER_DEEDS,
  ...MEMBERSHIP_DEEDS,
  ...SIGNING_IN_DEEDS,
  ...GROUP_DEEDS,
  ...ORGANIZATION_DEEDS,
  ...SETTINGS_DEEDS,
};
