"use server";

import { consoleAction, consoleForm } from "@/app/_server/action";
import { assignRole } from "@/db/roles/assign";
import { deleteRole } from "@/db/roles/delete";
import { roleGroupIds, roleId } from "@/db/roles/input";

export const deleteRoleAction = consoleAction(roleId, deleteRole, { refreshes: false });

export const assignRoleAction = consoleForm(roleGroupIds, assignRole, ({ t }) => ({
  message: t("roles.groups.done"),
}));
