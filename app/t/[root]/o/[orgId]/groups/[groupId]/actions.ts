"use server";

import { consoleAction, consoleForm } from "@/app/_server/action";
import { addMembers } from "@/db/groups/add-members";
import { assignRolesToGroup } from "@/db/groups/assign-roles";
import { deleteGroup } from "@/db/groups/delete";
import { groupId, groupMembers, groupRoleIds, memberSearch } from "@/db/groups/input";
import { listMemberChoices } from "@/db/groups/member-choices";
import { removeMembers } from "@/db/groups/remove-members";

export const addMembersAction = consoleAction(groupMembers, addMembers);

export const removeMembersAction = consoleAction(groupMembers, removeMembers);

export const findUserChoicesAction = consoleAction(memberSearch, listMemberChoices, { refreshes: false });

export const deleteGroupAction = consoleAction(groupId, deleteGroup, { refreshes: false });

export const assignRolesToGroupAction = consoleForm(groupRoleIds, assignRolesToGroup, ({ t }) => ({
  message: t("groups.roles.done"),
}));
