"use server";

import { consoleAction, consoleForm } from "@/app/_server/action";
import { cancelDeletion } from "@/db/organizations/cancel-deletion";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { deletedOrganization, organizationId, renamedOrganization } from "@/db/organizations/input";
import { renameOrganization } from "@/db/organizations/rename";

export const renameOrganizationAction = consoleForm(renamedOrganization, renameOrganization, ({ input }) => ({
  message: `Its name is ${input.name} now.`,
}));

export const disableOrganizationAction = consoleAction(organizationId, disableOrganization);

export const enableOrganizationAction = consoleForm(organizationId, enableOrganization, () => ({
  message: "The organization is enabled.",
}));

export const cancelDeletionAction = consoleForm(organizationId, cancelDeletion, () => ({
  message: "The deletion is canceled.",
}));

export const deleteOrganizationAction = consoleAction(deletedOrganization, deleteOrganization, {
  refreshes: false,
});
