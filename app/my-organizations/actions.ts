"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { failureOf, parse } from "@/app/_server/action";
import { getDb } from "@/app/_server/database";
import { lineOf } from "@/app/_server/form";
import { respondedPath, welcomePath } from "@/app/_server/paths";
import { remoteAddress, requireSameOrigin } from "@/app/_server/request";
import { respond } from "@/app/_server/respond";
import { OtherAccount, requireSessionOf } from "@/app/_server/session";
import { acceptInvitation } from "@/db/invitations/accept";
import { declineInvitation } from "@/db/invitations/decline";
import { emailInvitationAgain } from "@/db/invitations/email-again";
import { requestNewLink } from "@/db/invitations/request-new-link";
import { organizationToLeave } from "@/db/memberships/input";
import { leaveOrganization } from "@/db/memberships/leave";
import type { ActionResult, FormState } from "@/lib/action-result";

/** Ends one's own membership. It needs no permission. */
export async function leaveOrganizationAction(
  accountId: string,
  sent: { organizationId: string },
): Promise<ActionResult<void>> {
  try {
    const call = await callOf(accountId);
    const { organizationId } = parse(organizationToLeave, sent);
    await leaveOrganization({ ...call, organizationId });
    refresh();
    return { ok: true, data: undefined };
  } catch (error) {
    return await failureOf(error);
  }
}

/** Redirects to the welcome, or back to the page, which says that the invitation can no longer be accepted or declined. */
export async function acceptOwnInvitationAction(accountId: string, invitationId: string): Promise<FormState> {
  let accepted: Awaited<ReturnType<typeof acceptInvitation>> | null;
  try {
    await requireSessionOf(accountId);
    accepted = await respond({ invitationId }, acceptInvitation);
  } catch (error) {
    return await refusalOf(error);
  }
  redirect(accepted ? welcomePath(accepted.organizationId) : respondedPath("closed"));
}

/** Redirects back to the page, which says whether the invitation was declined. */
export async function declineOwnInvitationAction(
  accountId: string,
  invitationId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const reason = lineOf(form, "reason");
  let declined: unknown;
  try {
    await requireSessionOf(accountId);
    declined = await respond({ invitationId }, (response) => declineInvitation({ ...response, reason }));
  } catch (error) {
    return await refusalOf(error, { reason });
  }
  redirect(respondedPath(declined === null ? "closed" : "declined"));
}

/** Sends the email of one's own invitation again, with a new link. */
export async function emailInvitationAgainAction(
  accountId: string,
  invitationId: string,
): Promise<FormState> {
  try {
    await emailInvitationAgain({ ...(await callOf(accountId)), invitationId });
    refresh();
    const t = await getTranslations("my-organizations.invitations");
    return { ok: true, message: t("emailAgain.done") };
  } catch (error) {
    return await refusalOf(error);
  }
}

/** Asks for a new link to one's own expired invitation. */
export async function requestOwnNewLinkAction(accountId: string, invitationId: string): Promise<FormState> {
  try {
    await requestNewLink({ ...(await callOf(accountId)), invitationId });
    refresh();
    const t = await getTranslations("my-organizations.invitations");
    return { ok: true, message: t("newLink.done") };
  } catch (error) {
    return await refusalOf(error);
  }
}

/** Without JavaScript, the response is a page of the account that is signed in now, which doesn't have the form. */
async function refusalOf(error: unknown, values: Record<string, string> = {}): Promise<FormState> {
  const isScripted = (await headers()).has("next-action");
  if (error instanceof OtherAccount && !isScripted) redirect(respondedPath("other-account"));
  return { ...(await failureOf(error)), values };
}

async function callOf(accountId: string) {
  await requireSameOrigin();
  const [session, address] = await Promise.all([requireSessionOf(accountId), remoteAddress()]);
  return { db: getDb(), session, address };
}
