"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { can } from "@/db/request-context";
import { editUser } from "@/db/users/edit";
import { userProfile } from "@/db/users/input";

export const editUserAction = consoleForm(userProfile, editUser, ({ t, ctx, scope, input }) => ({
  message: t("users.edit.done"),
  href: consolePath(scope, can(ctx, "users.view") ? `/users/${input.userId}` : ""),
}));
