"use server";

import { redirect } from "next/navigation";
import { getDb } from "@/app/_server/database";
import { lineOf } from "@/app/_server/form";
import { findRoot } from "@/db/organizations/find";
import type { ActionFailure } from "@/lib/action-result";

/** Redirects to the root organization with this handle. */
export async function findOrganizationAction(
  _before: ActionFailure | null,
  form: FormData,
): Promise<ActionFailure | null> {
  const handle = lineOf(form, "handle").trim().toLowerCase();
  const root = await findRoot(getDb(), handle);
  if (root) redirect(`/t/${handle}`);
  return {
    ok: false,
    kind: "not-found",
    message: "There is no organization with this handle. Check its spelling, or ask your administrator.",
  };
}
