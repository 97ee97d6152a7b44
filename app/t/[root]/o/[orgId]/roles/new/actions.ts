"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { createRole } from "@/db/roles/create";
import { newRole } from "@/db/roles/input";

export const createRoleAction = consoleForm(newRole, createRole, ({ scope, input, output }) => ({
  message: `The role ${input.name} is created.`,
  href: consolePath(scope, `/roles/${output.id}`),
}));
