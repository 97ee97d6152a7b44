"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { createDraft } from "@/db/bulk-actions/create-draft";
import { draftInput } from "@/db/bulk-actions/input";

export const draftInvitationsAction = consoleForm(draftInput, createDraft, ({ t, scope, output }) => ({
  message: t("bulk-actions.form.previewed"),
  href: consolePath(scope, `/users/bulk-actions/${output}`),
}));
