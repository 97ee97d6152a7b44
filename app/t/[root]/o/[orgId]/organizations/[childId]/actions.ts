"use server";

import { consoleAction, consoleForm } from "@/app/_server/action";
import { cancelDeletion } from "@/db/organizations/cancel-deletion";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { deletedOrganization, organizationId, renamedOrganization } from "@/db/organizations/input";
import { renameOrganization } from "@/db/organizations/rename";
import { isolated } from "@/lib/text";

export const renameOrganizationAction = consoleForm(
  renamedOrganization,
  renameOrganization,
  ({ t, input }) => ({
    message: t("organizations.rename.done", { organization: isolated(input.name) }),
  }),
);

export const disableOrganizationAction = consoleAction(organizationId, disableOrganization);

export const enableOrganizationAction = consoleForm(organizationId, enableOrganization, ({ t }) => ({
  message: t("organizations.enable.done"),
}));

export const cancelDeletionAction = consoleForm(organizationId, cancelDeletion, ({ t }) => ({
  message: t("organizations.deletion.canceled"),
}));

export const deleteOrganizationAction = consoleAction(deletedOrganization, deleteOrganization, {
  refreshes: false,
});
