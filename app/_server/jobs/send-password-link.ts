import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { beginSendingLink, type SendingLink, settleSendingLink } from "@/db/passwords/send";
import { firstPasswordMail } from "@/emails/first-password";
import { passwordLinkMail } from "@/emails/password-link";
import { deliver, type Means } from "./deliver";

/** Sends somebody a new link to set their password. */
export function sendPasswordLink({ db, mailer, baseUrl }: Means & { db: Database }): Task {
  return async (payload, { job }) => {
    const { userId } = payloadSchema.parse(payload);
    await deliver({
      mailer,
      job,
      about: { userId },
      begin: () => beginSendingLink({ db, userId }),
      compose: (sending) => mailOf(sending, baseUrl),
      settle: (settled) => settleSendingLink({ db, userId, ...settled }),
    });
  };
}

const payloadSchema = z.object({ userId: z.uuid() });

async function mailOf(sending: SendingLink, baseUrl: string) {
  const { user, userId, link, expiresAt } = sending;
  const mail = sending.first ? firstPasswordMail : passwordLinkMail;
  return {
    to: user.email,
    // By its time, for a later request begins to count its sendings anew.
    messageId: `<password-link-${userId}.${expiresAt.getTime()}@${new URL(baseUrl).hostname}>`,
    ...(await mail({
      ...sending,
      name: user.name,
      username: user.username,
      link: `${baseUrl}/set-password/${link}`,
    })),
  };
}
