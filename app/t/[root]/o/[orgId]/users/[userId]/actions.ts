"use server";

import { consoleAction, consoleForm } from "@/app/_server/action";
import { changeMembershipEnd } from "@/db/memberships/change-end";
import { membershipEnd } from "@/db/memberships/input";
import { assignGroups } from "@/db/users/assign";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { enableUser } from "@/db/users/enable";
import { userGroups, userId } from "@/db/users/input";
import { removeUser } from "@/db/users/remove";
import { sendPasswordLink } from "@/db/users/send-password-link";

export const assignGroupsAction = consoleForm(userGroups, assignGroups, ({ t }) => ({
  message: t("users.groups.done"),
}));

export const sendPasswordLinkAction = consoleAction(userId, sendPasswordLink);

export const disableUserAction = consoleAction(userId, disableUser);

export const enableUserAction = consoleAction(userId, enableUser);

export const removeUserAction = consoleAction(userId, removeUser, { refreshes: false });

export const deleteUserAction = consoleAction(userId, deleteUser, { refreshes: false });

export const changeMembershipEndAction = consoleForm(membershipEnd, changeMembershipEnd, ({ t, input }) => ({
  message: t(input.endsOn ? "users.membershipEnd.done" : "users.membershipEnd.removed"),
}));
