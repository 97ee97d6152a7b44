import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import type { LinkKeys } from "@/db/link";
import {
  beginLinkDelivery,
  type DeferredLink,
  type LinkDelivery,
  settleLinkDelivery,
} from "@/db/passwords/deliver-link";
import { idSchema } from "@/db/uuid";
import { firstPasswordEmail, resetPasswordEmail } from "@/emails/password-links";
import { deliver, type JobDependencies } from "./deliver";

/** Sends a user the link to set their password. */
export function sendPasswordLink({
  db,
  keys,
  mailer,
  baseUrl,
}: JobDependencies & { db: Database; keys: LinkKeys }): Task {
  return async (payload, { job }) => {
    const { userId } = payloadSchema.parse(payload);
    await deliver<LinkDelivery, DeferredLink>({
      mailer,
      job,
      about: { userId },
      begin: () => beginLinkDelivery({ db, keys, userId }),
      compose: (delivery) => emailFor(delivery, baseUrl),
      settle: ({ linkId, sending }, outcome) => settleLinkDelivery({ db, userId, linkId, sending, outcome }),
    });
  };
}

const payloadSchema = z.object({ userId: idSchema });

async function emailFor(delivery: LinkDelivery, baseUrl: string) {
  const { user, linkId, link } = delivery;
  const email = delivery.first ? firstPasswordEmail : resetPasswordEmail;
  return {
    to: user.email,
    // The link is part of the id, because a later request of the same person starts counting again.
    id: `password-link-${linkId}.${delivery.sending}`,
    date: delivery.beganAt,
    ...(await email(delivery.reader, {
      ...delivery,
      name: user.name,
      username: user.username,
      link: `${baseUrl}/set-password/${link}`,
    })),
  };
}
