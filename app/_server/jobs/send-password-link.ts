import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import type { LinkKeys } from "@/db/link";
import { beginSendingLink, type HeldLink, type SendingLink, settleSendingLink } from "@/db/passwords/deliver-link";
import { firstPasswordMail } from "@/emails/first-password";
import { passwordLinkMail } from "@/emails/password-link";
import { deliver, type Means } from "./deliver";

/** Sends somebody the link to set their password. */
export function sendPasswordLink({
  db,
  keys,
  mailer,
  baseUrl,
}: Means & { db: Database; keys: LinkKeys }): Task {
  return async (payload, { job }) => {
    const { userId } = payloadSchema.parse(payload);
    await deliver<SendingLink, HeldLink>({
      mailer,
      job,
      about: { userId },
      begin: () => beginSendingLink({ db, keys, userId }),
      compose: (sending) => mailOf(sending, baseUrl),
      settle: ({ linkId, sending }, outcome) => settleSendingLink({ db, userId, linkId, sending, outcome }),
    });
  };
}

const payloadSchema = z.object({ userId: z.uuid() });

async function mailOf(sending: SendingLink, baseUrl: string) {
  const { user, linkId, link } = sending;
  const mail = sending.first ? firstPasswordMail : passwordLinkMail;
  return {
    to: user.email,
    // By the link, because a later request of the same person counts from the start.
    id: `password-link-${linkId}.${sending.sending}`,
    date: sending.beganAt,
    ...(await mail({
      ...sending,
      name: user.name,
      username: user.username,
      link: `${baseUrl}/set-password/${link}`,
    })),
  };
}
