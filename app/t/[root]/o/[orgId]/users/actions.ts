"use server";

import { consoleAction } from "@/app/_server/action";
import { inviteInput } from "@/db/invitations/input";
import { inviteUsers } from "@/db/invitations/invite";

export const inviteUsersAction = consoleAction(inviteInput, inviteUsers);
