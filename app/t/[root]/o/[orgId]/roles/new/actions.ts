"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { createRole } from "@/db/roles/create";
import { newRole } from "@/db/roles/input";

export const createRoleAction = consoleForm(newRole, createRole, ({ t, scope, output }) => ({
  message: t("roles.create.done"),
  href: consolePath(scope, `/roles/${output.id}`),
}));
