"use server";

import { consoleAction, consoleForm } from "@/app/_server/action";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { deleteInvitations } from "@/db/invitations/delete";
import { invitationGroupIds, invitationIds } from "@/db/invitations/input";
import { resendInvitations } from "@/db/invitations/resend";

export const deleteInvitationsAction = consoleAction(invitationIds, deleteInvitations);

export const resendInvitationsAction = consoleAction(invitationIds, resendInvitations);

export const changeInvitationGroupsAction = consoleForm(
  invitationGroupIds,
  changeInvitationGroups,
  ({ t }) => ({
    message: t("invitations.groups.done"),
  }),
);
