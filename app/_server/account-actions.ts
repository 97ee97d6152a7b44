"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { FoundOrganization } from "@/components/frame/organization-list";
import { searchSwitchableOrganizations } from "@/db/organizations/search-switchable";
import { searchField } from "@/db/text";
import { setResponseEmails } from "@/db/users/response-emails";
import { idSchema } from "@/db/uuid";
import type { FormState } from "@/lib/action-result";
import { failureOf } from "./action";
import { signOut } from "./auth";
import { getDb } from "./database";
import { lineOf } from "./form";
import { consolePath, pathWithin } from "./paths";
import { remoteAddress, requireSameOrigin } from "./request";
import { parseSent } from "./sent-values";
import { readSession, requireSessionOf } from "./session";

/** Signs out of this browser and redirects to `next`, a path of this app. */
export async function signOutAction(next: string): Promise<void> {
  await requireSameOrigin();
  await signOut({ redirect: false });
  redirect(pathWithin(next, "/"));
}

/** Turns emails about responses on or off. The form has the new state, so sending it twice is harmless. */
export async function setResponseEmailsAction(
  accountId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  try {
    await requireSameOrigin();
    const session = await requireSessionOf(accountId);
    const wanted = lineOf(form, "wanted") === "yes";
    await setResponseEmails({ db: getDb(), session, wanted, address: await remoteAddress() });
    refresh();
    const t = await getTranslations("account.emails");
    return { ok: true, message: t(wanted ? "turnedOn" : "turnedOff") };
  } catch (error) {
    return { ...(await failureOf(error)), values: {} };
  }
}

const organizationIds = z.array(idSchema).max(20);

/** @param visited ids of organizations that this browser has visited. Without a search, they come first */
export async function searchOrganizationsAction(
  text: string,
  visited: readonly string[] = [],
): Promise<FoundOrganization[]> {
  const [session, search] = [await readSession(), parseSent(searchField, text)];
  if (!session || !search.success) return [];
  const ids = parseSent(organizationIds, visited);
  const found = await searchSwitchableOrganizations({
    db: getDb(),
    session,
    search: search.data,
    visited: ids.success ? ids.data : [],
  });
  return found.map(({ id, name, handle, above, recent }) => ({
    id,
    name,
    href: consolePath({ root: handle, orgId: id }),
    path: above.join(" / "),
    recent,
  }));
}
