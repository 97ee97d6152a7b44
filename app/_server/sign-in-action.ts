"use server";

import { redirect } from "next/navigation";
import { Forbidden } from "@/db/errors";
import type { Session } from "@/db/sessions/session";
import type { ActionFailure } from "@/lib/action-result";
import { failureOf } from "./action";
import { pathAfterSignIn } from "./after-sign-in";
import { SignInRefused, signInWith } from "./auth";
import { lineOf } from "./form";
import { pathWithin, readScope, type Scope } from "./paths";
import { requireSameOrigin } from "./request";

/** Signs in at an organization and redirects to `next`. Every failure has the same message. */
export async function signInAction(
  sentScope: Scope,
  next: string,
  _before: ActionFailure | null,
  form: FormData,
): Promise<ActionFailure | null> {
  const scope = readScope(sentScope);
  let session: Session;
  try {
    await requireSameOrigin();
    session = await signInWith({
      root: scope.root,
      organizationId: scope.orgId,
      username: lineOf(form, "username"),
      password: lineOf(form, "password"),
    });
  } catch (error) {
    const failure = await failureOf(error instanceof SignInRefused ? new Forbidden(error.reason) : error);
    return { ...failure, fields: { username: lineOf(form, "username") } };
  }
  redirect(await pathAfterSignIn(pathWithin(next, "/"), scope, session));
}
