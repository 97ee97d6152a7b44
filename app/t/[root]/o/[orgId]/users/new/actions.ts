"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { can } from "@/db/request-context";
import { createUser } from "@/db/users/create";
import { newUser } from "@/db/users/input";

export const createUserAction = consoleForm(newUser, createUser, ({ t, ctx, scope, output }) => ({
  message: t("users.create.done"),
  href: consolePath(scope, can(ctx, "users.view") ? `/users/${output}` : ""),
}));
