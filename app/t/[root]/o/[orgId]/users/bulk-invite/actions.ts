"use server";

import { consoleForm } from "@/app/_server/action";
import { consolePath } from "@/app/_server/paths";
import { draftInvitations } from "@/db/bulk-actions/draft";
import { draftInput } from "@/db/bulk-actions/input";

export const draftInvitationsAction = consoleForm(draftInput, draftInvitations, ({ scope, output }) => ({
  message: "Nobody is invited yet. Check what would happen.",
  href: consolePath(scope, `/users/bulk-actions/${output}`),
}));
