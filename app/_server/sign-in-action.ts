"use server";

import { redirect } from "next/navigation";
import type { ActionFailure } from "@/components/action-result";
import { failureOf } from "./action";
import { SignInRefused, signIn } from "./auth";
import { lineOf } from "./form";
import { landingOf } from "./landing";
import { pathWithin, type Scope } from "./paths";
import { requireSameOrigin } from "./request";
import { readNewSession } from "./session";

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
      username: lineOf(form, "username"),
      password: lineOf(form, "password"),
    });
  } catch (error) {
    const failure: ActionFailure =
      error instanceof SignInRefused
        ? { ok: false, kind: "forbidden", message: error.sentence }
        : failureOf(error);
    return { ...failure, fields: { username: lineOf(form, "username") } };
  }
  redirect(await landing(scope, pathWithin(next, "/")));
}

async function landing(scope: Scope, path: string): Promise<string> {
  const session = await readNewSession();
  return session ? await landingOf(path, scope, session) : path;
}
