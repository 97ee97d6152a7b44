import type { Task } from "graphile-worker";
import { z } from "zod";
import { log } from "@/app/_server/log";
import { mailFailure } from "@/app/_server/mail-failure";
import type { Mailer } from "@/app/_server/mailer";
import type { Database } from "@/db/client";
import { beginSending, recordFailure, recordSent, type Sending } from "@/db/invitations/send";
import { invitationMail } from "@/emails/invitation";

type Means = { db: Database; mailer: Mailer; baseUrl: string };

/** Sends one invitation's mail with a new link. What passes is thrown, so that the queue tries again, with growing pauses. */
export function sendInvitation({ db, mailer, baseUrl }: Means): Task {
  return async (payload, { job }) => {
    const { invitationId } = payloadSchema.parse(payload);
    const sending = await withoutSecrets(beginSending({ db, invitationId }));
    if (!sending) return;
    const about = { db, invitationId, sending: sending.sending };
    const last = job.attempts >= job.max_attempts;
    if ("held" in sending) {
      await recordFailure({ ...about, reason: sending.held, final: last });
      if (last) return;
      throw new Error(sending.held);
    }

    try {
      await mailer.send(await mailOf(sending, baseUrl));
    } catch (error) {
      const { permanent, reason } = mailFailure(error);
      const final = permanent || last;
      log.warn({ err: error, invitationId, attempt: job.attempts, final }, "An invitation was not sent");
      await recordFailure({ ...about, reason, final });
      if (final) return;
      // Not the error itself: the queue stores what is thrown, and a server's answer may quote the link.
      throw new Error(reason);
    }
    await recordSent(about);
  };
}

const payloadSchema = z.object({ invitationId: z.uuid() });

// The message of a failed query holds its parameters, and with them the link's hash.
async function withoutSecrets<Result>(query: Promise<Result>): Promise<Result> {
  return query.catch((error: unknown) => {
    log.error({ err: error }, "An invitation could not be read");
    throw new Error("The invitation could not be read.");
  });
}

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
