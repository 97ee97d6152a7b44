"use server";

import { refresh } from "next/cache";
import { noteRequest } from "./current-request";
import { requireSameOrigin } from "./request";

/**
 * Reloads the page that calls it.
 * @param reason "timer" if no person asked for it, so that an open page doesn't keep its session from ending
 */
export async function refreshAction(reason: unknown): Promise<void> {
  await requireSameOrigin();
  noteRequest({ isUnattended: reason === "timer" });
  refresh();
}
