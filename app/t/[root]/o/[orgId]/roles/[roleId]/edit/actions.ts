"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { editRole } from "@/db/roles/edit";
import { roleEdit } from "@/db/roles/input";

export const editRoleAction = consoleForm(roleEdit, editRole, ({ t, scope, input }) => ({
  message: t("roles.edit.done"),
  href: consolePath(scope, `/roles/${input.roleId}`),
}));
