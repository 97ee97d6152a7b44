"use server";

import { refresh } from "next/cache";
import { requireSameOrigin } from "./request";

/** Reloads the page that calls it. */
export async function refreshAction(): Promise<void> {
  await requireSameOrigin();
  refresh();
}
