"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { editGroup } from "@/db/groups/edit";
import { groupEdit } from "@/db/groups/input";

export const editGroupAction = consoleForm(groupEdit, editGroup, ({ t, scope, input }) => ({
  message: t("groups.edit.done"),
  href: consolePath(scope, `/groups/${input.groupId}`),
}));
