"use server";

import { consoleAction, consoleForm } from "@/app/_server/action";
import { cancelBulkAction } from "@/db/bulk-actions/cancel";
import { discardDraft } from "@/db/bulk-actions/discard-draft";
import { bulkActionId, matchingInput } from "@/db/bulk-actions/input";
import { startDraft } from "@/db/bulk-actions/start-draft";
import { deleteMatching, resendMatching } from "@/db/bulk-actions/start-matching";

export const startBulkActionAction = consoleForm(bulkActionId, startDraft, ({ t }) => ({
  message: t("bulk-actions.start.done"),
}));

export const cancelBulkActionAction = consoleForm(bulkActionId, cancelBulkAction, ({ t }) => ({
  message: t("bulk-actions.cancel.done"),
}));

export const discardDraftAction = consoleAction(bulkActionId, discardDraft);

export const resendMatchingAction = consoleAction(matchingInput, resendMatching, { refreshes: false });

export const deleteMatchingAction = consoleAction(matchingInput, deleteMatching, { refreshes: false });
