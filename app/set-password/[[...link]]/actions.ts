"use server";

import { redirect } from "next/navigation";
import { failureOf, parse } from "@/app/_server/action";
import { noteRequest } from "@/app/_server/current-request";
import { getDb } from "@/app/_server/database";
import { readForm } from "@/app/_server/form";
import { passwordSetPath, setPasswordPath } from "@/app/_server/paths";
import { remoteAddress, requireSameOrigin } from "@/app/_server/request";
import { parseLink } from "@/db/link";
import { passwordInput } from "@/db/passwords/input";
import { InvalidLink, setPassword } from "@/db/passwords/set";
import type { FormState } from "@/lib/action-result";

/**
 * Redirects to the sign-in page of the organization that manages the account, or back to the link's page if the link is no
 * longer valid. Errors never contain the password.
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
    const { organization } = await setPassword({
      db: getDb(),
      link,
      password,
      address: await remoteAddress(),
    });
    next = passwordSetPath({ root: organization.handle, orgId: organization.id });
  } catch (error) {
    if (!(error instanceof InvalidLink)) return { ...failureOf(error), values: { password: "" } };
    noteRequest({ outcome: "not-found" });
  }
  redirect(next);
}
