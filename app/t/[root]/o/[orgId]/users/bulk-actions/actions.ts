"use server";

import { consoleAction, consoleForm } from "@/app/_server/action";
import { cancelBulkAction } from "@/db/bulk-actions/cancel";
import { bulkActionId, matchingInput } from "@/db/bulk-actions/input";
import { startBulkAction } from "@/db/bulk-actions/start";
import { deleteMatching, resendMatching } from "@/db/bulk-actions/start-matching";

export const startBulkActionAction = consoleForm(bulkActionId, startBulkAction, () => ({
  message: "The invitations are on their way.",
}));

export const cancelBulkActionAction = consoleForm(bulkActionId, cancelBulkAction, () => ({
  message: "The bulk action is canceled. What was done stays done.",
}));

export const resendMatchingAction = consoleAction(matchingInput, resendMatching, { refreshes: false });

export const deleteMatchingAction = consoleAction(matchingInput, deleteMatching, { refreshes: false });
