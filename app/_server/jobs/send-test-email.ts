import type { Task } from "graphile-worker";
import { z } from "zod";
import { consolePath } from "@/app/_server/paths";
import { LOGO, sampleInvitation } from "@/app/_server/sample-invitation";
import type { Database } from "@/db/client";
import { findSampleInvitation, type SampleInvitation } from "@/db/settings/sample-invitation";
import { idSchema } from "@/db/uuid";
import { translatorFor } from "@/i18n/translator";
import { deliver, type JobDependencies } from "./deliver";
import { cacheLogos, type LogoBytes } from "./logos";

/** Sends a sample of the invitation email to a user who edits the settings. Whether it was sent isn't recorded. */
export function sendTestEmail({ db, mailer, baseUrl }: JobDependencies & { db: Database }): Task {
  const logoBytes = cacheLogos(db);
  return async (payload, { job }) => {
    const call = payloadSchema.parse(payload);
    await deliver({
      mailer,
      job,
      about: call,
      begin: async () => {
        const sample = await findSampleInvitation({ db, ...call });
        const to = sample?.recipient.email;
        return to ? { sample, to, sending: 1 } : null;
      },
      compose: async ({ sample, to }) => ({
        to,
        id: `test-email-${job.id}`,
        date: job.created_at,
        ...(await mailOf(sample, baseUrl, job.created_at, logoBytes)),
      }),
      settle: async () => {},
    });
  };
}

const payloadSchema = z.object({ organizationId: idSchema, userId: idSchema });

async function mailOf(sample: SampleInvitation, baseUrl: string, sentAt: Date, logoBytes: LogoBytes) {
  const { handle, organizationId, logo, reader } = sample;
  const t = translatorFor(reader.locale, "emails.sample");
  const png = logo && (await logoBytes(organizationId, logo.version));
  const link = `${baseUrl}${consolePath({ root: handle, orgId: organizationId }, "/settings")}`;
  const { subject, ...mail } = await sampleInvitation(
    reader,
    { ...sample, logo: png && logo },
    { sentAt, link },
  );
  return {
    ...mail,
    ...(png && { pictures: [{ cid: LOGO, png }] }),
    subject: t("subject", { subject }),
  };
}
