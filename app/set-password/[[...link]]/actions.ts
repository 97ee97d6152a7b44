"use server";

import { redirect } from "next/navigation";
import { failureOf, parse } from "@/app/_server/action";
import { signOut } from "@/app/_server/auth";
import { noteRequest } from "@/app/_server/current-request";
import { getDb } from "@/app/_server/database";
import { readForm } from "@/app/_server/form";
import { MY_ORGANIZATIONS, passwordSetPath, setPasswordPath } from "@/app/_server/paths";
import { remoteAddress, requireSameOrigin } from "@/app/_server/request";
import { parseLink } from "@/db/link";
import { passwordInput } from "@/db/passwords/input";
import { InvalidLink, setPassword } from "@/db/passwords/set";
import type { FormState } from "@/lib/action-result";

/**
 * Redirects to the sign-in page of the organization that manages the account, or back to the link's page if the link is no
 * longer valid. Signing in then leads to the invitations of the account, if it has any. Errors never contain the password.
 */
export async function setPasswordAction(
  link: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  let next = parseLink(link) ? setPasswordPath(link) : "/set-password";
  try {
    await requireSameOrigin();
    const { password } = parse(passwordInput, readForm(form, passwordInput));
    const { organization, invited } = await setPassword({
      db: getDb(),
      link,
      password,
      address: await remoteAddress(),
    });
    await signOut({ redirect: false }); // of another account, which would be taken for this one on the next page
    const scope = { root: organization.handle, orgId: organization.id };
    next = passwordSetPath(scope, invited ? MY_ORGANIZATIONS : undefined);
  } catch (error) {
    if (!(error instanceof InvalidLink)) return { ...(await failureOf(error)), values: { password: "" } };
    noteRequest({ outcome: "not-found" });
  }
  redirect(next);
}
