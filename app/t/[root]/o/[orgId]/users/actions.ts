"use server";

import { consoleAction } from "@/app/_server/action";
import { addMembers } from "@/db/groups/add-members";
import { groupMembers, groupSearch } from "@/db/groups/input";
import { listGroupChoices } from "@/db/groups/queries";
import { inviteInput } from "@/db/invitations/input";
import { inviteUsers } from "@/db/invitations/invite";
import { countRemovalConsequences } from "@/db/users/consequences";
import { userIds } from "@/db/users/input";
import { removeUsers } from "@/db/users/remove";

export const inviteUsersAction = consoleAction(inviteInput, inviteUsers);

export const addToGroupAction = consoleAction(groupMembers, addMembers);

export const listGroupChoicesAction = consoleAction(
  groupSearch,
  ({ ctx, input }) => listGroupChoices({ ctx, search: input.search }),
  { refreshes: false },
);

export const removeUsersAction = consoleAction(userIds, removeUsers);

export const countRemovalConsequencesAction = consoleAction(userIds, countRemovalConsequences, {
  refreshes: false,
});
