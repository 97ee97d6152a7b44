"use server";

import { redirect } from "next/navigation";
import { failureOf } from "@/app/_server/action";
import { getDb } from "@/app/_server/database";
import { lineOf } from "@/app/_server/form";
import { acceptPath, welcomePath } from "@/app/_server/paths";
import { remoteAddress, requireSameOrigin } from "@/app/_server/request";
import { respond } from "@/app/_server/respond";
import { readSession, requireSessionOf } from "@/app/_server/session";
import { acceptInvitation } from "@/db/invitations/accept";
import { declineInvitation } from "@/db/invitations/decline";
import { recordOpening } from "@/db/invitations/record-opening";
import { requestNewLink } from "@/db/invitations/request-new-link";
import { parseLink } from "@/db/link";
import type { FormState } from "@/lib/action-result";

/** Redirects to the welcome, or back to the invitation's page, which says why it can't be accepted. */
export async function acceptInvitationAction(link: string): Promise<never> {
  const accepted = await respond({ link }, acceptInvitation);
  redirect(accepted ? welcomePath(accepted.organizationId) : pageOf(link));
}

/** Redirects to the invitation's page, which says that it is declined, or why not. A failure keeps the reason. */
export async function declineInvitationAction(
  link: string,
  accountId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const reason = lineOf(form, "reason");
  try {
    await requireSessionOf(accountId);
    await respond({ link }, (response) => declineInvitation({ ...response, reason }));
  } catch (error) {
    return { ...(await failureOf(error)), values: { reason } };
  }
  redirect(pageOf(link));
}

/** Redirects to a page that is the same for every link. */
export async function requestNewLinkAction(link: string): Promise<void> {
  await requireSameOrigin();
  await requestNewLink({ db: getDb(), session: await readSession(), link, address: await remoteAddress() });
  redirect(`${pageOf(link)}?requested=1`);
}

/** Called by the page's script once the invitee sees the invitation. */
export async function recordOpeningAction(link: string): Promise<void> {
  await respond({ link }, recordOpening);
}

/** The invitation's page; for a malformed link, the page without a link. */
function pageOf(link: unknown): string {
  return typeof link === "string" && parseLink(link) ? acceptPath(link) : "/accept";
}
