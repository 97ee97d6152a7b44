import { ACCOUNT } from "./actions/account";
import type { ActionCases } from "./actions/case";
import { GROUPS } from "./actions/groups";
import { INVITATIONS } from "./actions/invitations";
import { INVITEES } from "./actions/invitees";
import { ORGANIZATIONS } from "./actions/organizations";
import { ROLES } from "./actions/roles";
import { SETTINGS } from "./actions/settings";
import { USERS } from "./actions/users";

/** What each action answers to whom. All that it is given, the bound scope too, is of the organization asked for. */
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
