import { BATCH_DEEDS } from "@/db/testing/deeds/batches";
import type { Deeds } from "@/db/testing/deeds/deed";
import { GROUP_DEEDS } from "@/db/testing/deeds/groups";
import { INVITATION_DEEDS } from "@/db/testing/deeds/invitations";
import { MEMBERSHIP_DEEDS } from "@/db/testing/deeds/memberships";
import { ORGANIZATION_DEEDS } from "@/db/testing/deeds/organizations";
import { SETTINGS_DEEDS } from "@/db/testing/deeds/settings";
import { SIGNING_IN_DEEDS } from "@/db/testing/deeds/signing-in";
import { USER_DEEDS } from "@/db/testing/deeds/users";

/** Everything that the model can do, under the name of the function that does it. */
export const DEEDS: Deeds = {
  ...INVITATION_DEEDS,
  ...BATCH_DEEDS,
  ...USER_DEEDS,
  ...MEMBERSHIP_DEEDS,
  ...SIGNING_IN_DEEDS,
  ...GROUP_DEEDS,
  ...ORGANIZATION_DEEDS,
  ...SETTINGS_DEEDS,
};
