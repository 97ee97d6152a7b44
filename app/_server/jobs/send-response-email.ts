import type { Task } from "graphile-worker";
import { z } from "zod";
import { consolePath } from "@/app/_server/paths";
import type { Database } from "@/db/client";
import { findResponse, type ResponseDetails } from "@/db/invitations/response-email";
import { idSchema } from "@/db/uuid";
import { acceptedEmail, declinedEmail } from "@/emails/responses";
import { deliver, type JobDependencies } from "./deliver";

/** Notifies the inviter that their invitation was accepted or declined. Whether it was sent isn't recorded. */
export function sendResponseEmail({ db, mailer, baseUrl }: JobDependencies & { db: Database }): Task {
  return async (payload, { job }) => {
    const { invitationId } = payloadSchema.parse(payload);
    await deliver({
      mailer,
      job,
      about: { invitationId },
      begin: () => findResponse({ db, invitationId }),
      compose: (response) => emailFor(response, invitationId, baseUrl, job.created_at),
      settle: async () => {},
    });
  };
}

const payloadSchema = z.object({ invitationId: idSchema });

async function emailFor(response: ResponseDetails, invitationId: string, baseUrl: string, date: Date) {
  const { inviter, organization, status } = response;
  const scope = { root: organization.handle, orgId: organization.id };
  const email = status === "accepted" ? acceptedEmail : declinedEmail;
  return {
    to: inviter.email,
    id: `response-${invitationId}`,
    date,
    ...(await email(response.reader, {
      ...response,
      reason: response.declineReason,
      inviterName: inviter.name,
      organizationName: organization.name,
      link: `${baseUrl}${consolePath(scope, `/users/invitations/${invitationId}`)}`,
    })),
  };
}
