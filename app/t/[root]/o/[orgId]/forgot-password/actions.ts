"use server";

import { redirect } from "next/navigation";
import { failureOf } from "@/app/_server/action";
import { getDb } from "@/app/_server/database";
import { findDevice } from "@/app/_server/device";
import { lineOf } from "@/app/_server/form";
import { passwordRequestedPath, readScope, type Scope } from "@/app/_server/paths";
import { remoteAddress, requireSameOrigin } from "@/app/_server/request";
import { requestPasswordReset } from "@/db/passwords/request-reset";
import type { ActionFailure } from "@/lib/action-result";

/** Redirects to the same page for every username. Returns an error only after too many requests. */
export async function requestPasswordResetAction(
  sentScope: Scope,
  _before: ActionFailure | null,
  form: FormData,
): Promise<ActionFailure | null> {
  const { root, orgId } = readScope(sentScope);
  const username = lineOf(form, "username");
  try {
    await requireSameOrigin();
    const input = { root, organizationId: orgId, username };
    await requestPasswordReset({
      db: getDb(),
      input,
      address: await remoteAddress(),
      device: await findDevice(),
    });
  } catch (error) {
    return { ...(await failureOf(error)), fields: { username } };
  }
  redirect(passwordRequestedPath({ root, orgId }));
}
