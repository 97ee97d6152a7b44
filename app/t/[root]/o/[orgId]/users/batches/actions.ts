"use server";

import { consoleAction, consoleForm } from "@/app/_server/action";
import { batchId, matchingInput } from "@/db/batches/input";
import { startBatch } from "@/db/batches/start";
import { deleteMatching, sendMatchingAgain } from "@/db/batches/start-matching";

export const startBatchAction = consoleForm(batchId, startBatch, () => ({
  said: "The invitations are on their way.",
}));

export const sendMatchingAgainAction = consoleAction(matchingInput, sendMatchingAgain, { refreshes: false });

export const deleteMatchingAction = consoleAction(matchingInput, deleteMatching, { refreshes: false });
