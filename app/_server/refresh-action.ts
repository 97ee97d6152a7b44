"use server";

import { refresh } from "next/cache";
import { requireSameOrigin } from "./request";

/** Reads the page again that calls it. */
export async function refreshAction(): Promise<void> {
  await requireSameOrigin();
  refresh();
}
