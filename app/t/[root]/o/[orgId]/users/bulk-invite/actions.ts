"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { draftInvitations } from "@/db/bulk-actions/draft";
import { draftInput } from "@/db/bulk-actions/input";

export const draftInvitationsAction = consoleForm(draftInput, draftInvitations, ({ t, scope, output }) => ({
  message: t("bulk-actions.form.previewed"),
  href: consolePath(scope, `/users/bulk-actions/${output}`),
}));
