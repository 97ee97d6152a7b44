"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { createOrganization } from "@/db/organizations/create";
import { newOrganization } from "@/db/organizations/input";
import { isolated } from "@/lib/text";

export const createOrganizationAction = consoleForm(
  newOrganization,
  createOrganization,
  ({ t, scope, output }) => ({
    message: t("organizations.create.done", { organization: isolated(output.name) }),
    href: consolePath({ ...scope, orgId: output.id }),
  }),
);
