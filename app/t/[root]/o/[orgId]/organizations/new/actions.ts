"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { createOrganization } from "@/db/organizations/create";
import { newOrganization } from "@/db/organizations/input";

export const createOrganizationAction = consoleForm(
  newOrganization,
  createOrganization,
  ({ scope, output }) => ({
    message: `${output.name} is created. Its first administrator gets a mail.`,
    href: consolePath({ ...scope, orgId: output.id }),
  }),
);
