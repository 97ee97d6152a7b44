"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { createGroup } from "@/db/groups/create";
import { newGroup } from "@/db/groups/input";

export const createGroupAction = consoleForm(newGroup, createGroup, ({ t, scope, output }) => ({
  message: t("groups.create.done"),
  href: consolePath(scope, `/groups/${output.id}`),
}));
