"use server";

import { consoleAction, consoleForm } from "@/app/_server/action";
import { cancelBatch } from "@/db/batches/cancel";
import { batchId, matchingInput } from "@/db/batches/input";
import { startBatch } from "@/db/batches/start";
import { deleteMatching, sendMatchingAgain } from "@/db/batches/start-matching";

export const startBatchAction = consoleForm(batchId, startBatch, () => ({
  said: "The invitations are on their way.",
}));

export const cancelBatchAction = consoleForm(batchId, cancelBatch, () => ({
  said: "The bulk action is canceled. What was done stays done.",
}));

export const sendMatchingAgainAction = consoleAction(matchingInput, sendMatchingAgain, { refreshes: false });

export const deleteMatchingAction = consoleAction(matchingInput, deleteMatching, { refreshes: false });
