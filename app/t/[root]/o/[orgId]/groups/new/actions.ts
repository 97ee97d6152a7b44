"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { createGroup } from "@/db/groups/create";
import { newGroup } from "@/db/groups/input";

export const createGroupAction = consoleForm(newGroup, createGroup, ({ scope, input, output }) => ({
  message: `The group ${input.name} is created.`,
  href: consolePath(scope, `/groups/${output.id}`),
}));
