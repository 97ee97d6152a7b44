import type { Task } from "graphile-worker";
import { z } from "zod";
import { consolePath } from "@/app/_server/paths";
import type { Database } from "@/db/client";
import { type AskedLink, findAskedLink } from "@/db/invitations/asked-link";
import { linkAskedMail } from "@/emails/link-asked";
import { deliver, type Means } from "./deliver";

/** Tells the inviter that a new link is wanted. Whether the mail left is noted nowhere: the console shows the request. */
export function sendLinkAsked({ db, mailer, baseUrl }: Means & { db: Database }): Task {
  return async (payload, { job }) => {
    const { invitationId } = payloadSchema.parse(payload);
    await deliver({
      mailer,
      job,
      about: { invitationId },
      begin: async () => {
        const asked = await findAskedLink({ db, invitationId });
        return asked && { ...asked, sending: asked.askedAt.getTime() };
      },
      compose: (asked) => mailOf(asked, invitationId, baseUrl),
      settle: async () => {},
    });
  };
}

const payloadSchema = z.object({ invitationId: z.uuid() });

async function mailOf(asked: AskedLink, invitationId: string, baseUrl: string) {
  const { inviter, organization, askedAt } = asked;
  const scope = { root: organization.handle, orgId: organization.id };
  return {
    to: inviter.email,
    messageId: `<link-asked-${invitationId}.${askedAt.getTime()}@${new URL(baseUrl).hostname}>`,
    ...(await linkAskedMail({
      ...asked,
      inviterName: inviter.name,
      organizationName: organization.name,
      link: `${baseUrl}${consolePath(scope, `/users/invitations/${invitationId}`)}`,
    })),
  };
}
