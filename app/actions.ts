"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getDb } from "@/app/_server/database";
import { lineOf } from "@/app/_server/form";
import { requireSameOrigin } from "@/app/_server/request";
import { findRoot } from "@/db/organizations/find";
import type { ActionFailure } from "@/lib/action-result";
import { normalizeUsername } from "@/lib/usernames";

/** Redirects to the root organization with this handle. */
export async function findOrganizationAction(
  _before: ActionFailure | null,
  form: FormData,
): Promise<ActionFailure | null> {
  await requireSameOrigin();
  const handle = normalizeUsername(lineOf(form, "handle"));
  const root = await findRoot(getDb(), handle);
  if (root) redirect(`/t/${handle}`);
  const t = await getTranslations("sign-in.findOrganization");
  return { ok: false, kind: "not-found", message: t("errors.unknown") };
}
