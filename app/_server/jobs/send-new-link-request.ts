import type { Task } from "graphile-worker";
import { z } from "zod";
import { consolePath } from "@/app/_server/paths";
import type { Database } from "@/db/client";
import { findNewLinkRequest, type NewLinkRequest } from "@/db/invitations/request-new-link";
import { idSchema } from "@/db/uuid";
import { newLinkRequestedEmail } from "@/emails/new-link-requested";
import { deliver, type JobDependencies } from "./deliver";

/** Notifies the inviter, or a user who may invite, that a new link was requested. Whether it was sent isn't recorded. */
export function sendNewLinkRequest({ db, mailer, baseUrl }: JobDependencies & { db: Database }): Task {
  return async (payload, { job }) => {
    const call = payloadSchema.parse(payload);
    await deliver({
      mailer,
      job,
      about: call,
      begin: () => findNewLinkRequest({ db, ...call }),
      compose: (request) => emailFor(request, call, baseUrl),
      settle: async () => {},
    });
  };
}

const payloadSchema = z.object({ invitationId: idSchema, recipientId: idSchema });
type Call = z.infer<typeof payloadSchema>;

async function emailFor(request: NewLinkRequest, { invitationId, recipientId }: Call, baseUrl: string) {
  const { recipient, organization, requestedAt } = request;
  const scope = { root: organization.handle, orgId: organization.id };
  return {
    to: recipient.email,
    id: `link-request-${invitationId}.${recipientId}.${requestedAt.getTime()}`,
    date: requestedAt,
    ...(await newLinkRequestedEmail(request.reader, {
      ...request,
      recipientName: recipient.name,
      organizationName: organization.name,
      link: `${baseUrl}${consolePath(scope, `/users/invitations/${invitationId}`)}`,
    })),
  };
}
