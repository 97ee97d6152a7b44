"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { can } from "@/db/request-context";
import { createUser } from "@/db/users/create";
import { newUser } from "@/db/users/input";

export const createUserAction = consoleForm(newUser, createUser, ({ ctx, scope, input, output }) => ({
  message: `${input.name} is a user of ${ctx.organization.name}. A mail with a link is on its way.`,
  href: consolePath(scope, can(ctx, "users.view") ? `/users/${output}` : ""),
}));
