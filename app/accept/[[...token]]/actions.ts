"use server";

import { redirect } from "next/navigation";
import { afterSignIn } from "@/app/_server/after-sign-in";
import { noteRequest } from "@/app/_server/current-request";
import { getDb } from "@/app/_server/database";
import { lineOf } from "@/app/_server/form";
import { acceptPath, consolePath } from "@/app/_server/paths";
import { remoteAddress, requireSameOrigin } from "@/app/_server/request";
import { readSession } from "@/app/_server/session";
import { acceptInvitation } from "@/db/invitations/accept";
import { declineInvitation } from "@/db/invitations/decline";
import { recordOpening } from "@/db/invitations/record-opening";
import { requestNewLink } from "@/db/invitations/request-new-link";
import { InvitationClosed, type InvitationResponse } from "@/db/invitations/respond";
import { parseLink } from "@/db/link";

/** Redirects to the organization, or back to the invitation's page, which says why it can't be accepted. */
export async function acceptInvitationAction(link: string): Promise<void> {
  const accepted = await respond(link, acceptInvitation);
  const session = await readSession();
  if (!accepted || !session) redirect(pageOf(link));
  const scope = { root: accepted.handle, orgId: accepted.organizationId };
  redirect(await afterSignIn(consolePath(scope), scope, session));
}

/** Redirects to the invitation's page, which says that it is declined, or why not. */
export async function declineInvitationAction(link: string, form: FormData): Promise<void> {
  const reason = lineOf(form, "reason");
  await respond(link, (response) => declineInvitation({ ...response, reason }));
  redirect(pageOf(link));
}

/** Redirects to a page that is the same for every link. */
export async function requestNewLinkAction(link: string): Promise<void> {
  await requireSameOrigin();
  await requestNewLink({ db: getDb(), session: await readSession(), link, address: await remoteAddress() });
  redirect(`${pageOf(link)}?asked=1`);
}

/** Called by the page's script once the invitee sees the invitation. */
export async function recordOpeningAction(link: string): Promise<void> {
  await respond(link, recordOpening);
}

/** The invitation's page; for a malformed link, the page without a link. */
function pageOf(link: unknown): string {
  return typeof link === "string" && parseLink(link) ? acceptPath(link) : "/accept";
}

async function respond<Result>(
  link: string,
  command: (response: InvitationResponse) => Promise<Result>,
): Promise<Result | null> {
  await requireSameOrigin();
  const session = await readSession();
  if (!session) {
    noteRequest({ outcome: "forbidden" });
    return null;
  }
  try {
    return await command({ db: getDb(), session, link, address: await remoteAddress() });
  } catch (error) {
    if (!(error instanceof InvitationClosed)) throw error;
    noteRequest({ outcome: "conflict" });
    return null;
  }
}
