import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import type { Deferred } from "@/db/emails/delivery";
import { beginDelivery, type Delivery, settleDelivery } from "@/db/invitations/deliver";
import type { LinkKeys } from "@/db/link";
import { idSchema } from "@/db/uuid";
import { invitationEmail } from "@/emails/invitation";
import { buttonColors, DEFAULT_COLOR } from "@/lib/color";
import { deliver, type JobDependencies } from "./deliver";
import { cacheLogos, type LogoBytes } from "./logos";

/** Sends the email of an invitation. */
export function sendInvitation({
  db,
  keys,
  mailer,
  baseUrl,
}: JobDependencies & { db: Database; keys: LinkKeys }): Task {
  const logoBytes = cacheLogos(db);
  return async (payload, { job }) => {
    const { invitationId, round, keepExpiry } = payloadSchema.parse(payload);
    await deliver<Delivery, Deferred>({
      mailer,
      job,
      about: { invitationId },
      begin: () => beginDelivery({ db, keys, invitationId, round, keepExpiry, ownName: mailer.ownName }),
      compose: (delivery) => emailFor(delivery, baseUrl, logoBytes),
      settle: ({ sending }, outcome) => settleDelivery({ db, invitationId, sending, outcome }),
    });
  };
}

const LOGO = "logo";

const payloadSchema = z.object({
  invitationId: idSchema,
  round: z.int().default(0),
  keepExpiry: z.boolean().default(false),
});

async function emailFor(delivery: Delivery, baseUrl: string, logoBytes: LogoBytes) {
  const { invitee, invitationId, link, color } = delivery;
  const png = delivery.logo && (await logoBytes(delivery.organizationId, delivery.logo.version));
  return {
    ...(png && { pictures: [{ cid: LOGO, png }] }),
    to: invitee.email,
    id: `invitation-${invitationId}.${delivery.sending}`,
    date: delivery.beganAt,
    ...(await invitationEmail(delivery.reader, {
      ...delivery,
      button: buttonColors(color ?? DEFAULT_COLOR),
      logo: png && { ...delivery.logo, cid: LOGO },
      inviteeName: invitee.name,
      username: invitee.username,
      link: `${baseUrl}/accept/${link}`,
    })),
  };
}
