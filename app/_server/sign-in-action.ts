"use server";

import { redirect } from "next/navigation";
import type { ActionFailure } from "@/components/action-result";
import { failureOf } from "./action";
import { SignInRefused, signIn } from "./auth";
import { textOf } from "./form";
import { pathWithin, type Scope } from "./paths";
import { requireSameOrigin } from "./request";

/** Signs in at an organization and leads to `next`; a wrong try gets one sentence and nothing more. */
export async function signInAction(
  scope: Scope,
  next: string,
  _before: ActionFailure | null,
  form: FormData,
): Promise<ActionFailure | null> {
  try {
    await requireSameOrigin();
    await signIn("credentials", {
      redirect: false,
      root: String(scope?.root),
      organizationId: String(scope?.orgId),
      username: textOf(form, "username"),
      password: textOf(form, "password"),
    });
  } catch (error) {
    const failure: ActionFailure =
      error instanceof SignInRefused
        ? { ok: false, kind: "forbidden", message: error.sentence }
        : failureOf(error);
    return { ...failure, fields: { username: textOf(form, "username") } };
  }
  redirect(pathWithin(next, "/"));
}
