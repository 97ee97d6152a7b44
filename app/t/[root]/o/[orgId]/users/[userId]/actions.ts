"use server";

import { consoleAction } from "@/app/_server/action";
import { assignGroups } from "@/db/users/assign";
import { userGroups, userId } from "@/db/users/input";
import { removeUser } from "@/db/users/remove";

export const assignGroupsAction = consoleAction(userGroups, assignGroups);

export const removeUserAction = consoleAction(userId, removeUser, { refreshes: false });
