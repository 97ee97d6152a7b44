"use server";

import { consoleAction } from "@/app/_server/action";
import { deleteInvitations } from "@/db/invitations/delete";
import { invitationIds } from "@/db/invitations/input";

export const deleteInvitationsAction = consoleAction(invitationIds, deleteInvitations);
