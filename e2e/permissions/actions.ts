import { ACCOUNT } from "./actions/account";
import type { ActionCases } from "./actions/case";
import { GROUPS } from "./actions/groups";
import { INVITATIONS } from "./actions/invitations";
import { INVITEES } from "./actions/invitees";
import { ORGANIZATIONS } from "./actions/organizations";
import { ROLES } from "./actions/roles";
import { SETTINGS } from "./actions/settings";
import { USERS } from "./actions/users";

/** The expected result of each action for each actor. All arguments, also the bound scope, belong to the visited organization. */
export const ACTIONS: ActionCases = {
  ...INVITATIONS,
  ...USERS,
  ...GROUPS,
  ...ROLES,
  ...ORGANIZATIONS,
  ...SETTINGS,
  ...ACCOUNT,
  ...INVITEES,
};
