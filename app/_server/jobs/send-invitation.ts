import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { beginSending, type Sending, settleSending } from "@/db/invitations/send";
import { invitationMail } from "@/emails/invitation";
import { deliver, type Means } from "./deliver";

/** Sends one invitation's mail with a new link. */
export function sendInvitation({ db, mailer, baseUrl }: Means & { db: Database }): Task {
  return async (payload, { job }) => {
    const { invitationId } = payloadSchema.parse(payload);
    await deliver({
      mailer,
      job,
      about: { invitationId },
      begin: () => beginSending({ db, invitationId }),
      compose: (sending) => mailOf(sending, baseUrl),
      settle: (settled) => settleSending({ db, invitationId, ...settled }),
    });
  };
}

const payloadSchema = z.object({ invitationId: z.uuid() });

async function mailOf(sending: Sending, baseUrl: string) {
  const { invitee, invitationId, link } = sending;
  return {
    to: invitee.email,
    messageId: `<invitation-${invitationId}.${sending.sending}@${new URL(baseUrl).hostname}>`,
    ...(await invitationMail({
      ...sending,
      inviteeName: invitee.name,
      username: invitee.username,
      link: `${baseUrl}/accept/${link}`,
    })),
  };
}
