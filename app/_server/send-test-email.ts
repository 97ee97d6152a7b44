import { randomUUID } from "node:crypto";
import { Conflict, NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { beginTestEmail } from "@/db/settings/begin-test-email";
import { findLogo } from "@/db/settings/get";
import { findSampleInvitation } from "@/db/settings/sample-invitation";
import { translatorFor } from "@/i18n/translator";
import { measurements } from "@/lib/measurements";
import { loggedCause, refusalOf } from "./email-failure";
import { type Env, getEnv } from "./env";
import { log } from "./log";
import { createMailer, type Email, parseSender } from "./mailer";
import { consolePath } from "./paths";
import { LOGO, sampleInvitation } from "./sample-invitation";

/** How long a person waits for the mail server, in milliseconds. */
const PATIENCE = 10_000;

type MailEnv = Pick<Env, "SMTP_URL" | "MAIL_FROM" | "BASE_URL">;

/**
 * Sends the actor a sample of the organization's invitation email, and waits for the mail server's reply, without a connection
 * to the database meanwhile. Uses a connection of its own to the mail server, so that it tries the settings from the beginning.
 * @returns the address
 * @throws Conflict if the mail server refuses the email or can't be reached, and what `beginTestEmail` throws
 */
export async function sendTestEmail(
  { ctx }: { readonly ctx: RequestContext },
  { SMTP_URL, MAIL_FROM, BASE_URL }: MailEnv = getEnv(),
  patience = PATIENCE,
): Promise<string> {
  const to = await beginTestEmail({ ctx, input: {} });
  const email = await compose(ctx, to, { BASE_URL, MAIL_FROM });
  const mailer = createMailer({ smtpUrl: SMTP_URL, from: MAIL_FROM, connections: 1, patience });
  try {
    await mailer.send(email);
  } catch (error) {
    measurements.email.publish({ outcome: "failed" });
    const reason = refusalOf(error);
    if (!reason) throw error;
    const about = { organizationId: ctx.organization.id, userId: ctx.actor.id };
    log.warn({ ...loggedCause(error), ...about }, "A test email was not sent");
    throw new Conflict(reason);
  } finally {
    mailer.close();
  }
  measurements.email.publish({ outcome: "sent" });
  return to;
}

async function compose(
  { db, actor, organization }: RequestContext,
  to: string,
  { BASE_URL, MAIL_FROM }: Pick<MailEnv, "BASE_URL" | "MAIL_FROM">,
): Promise<Email> {
  const organizationId = organization.id;
  const [sample, png] = await Promise.all([
    findSampleInvitation({ db, organizationId, userId: actor.id, ownName: parseSender(MAIL_FROM).name }),
    findLogo({ db, organizationId }),
  ]);
  if (!sample) throw new NotFound();
  const { handle, logo, reader } = sample;
  const t = translatorFor(reader.locale, "emails.sample");
  const now = new Date();
  const link = `${BASE_URL}${consolePath({ root: handle, orgId: organizationId }, "/settings")}`;
  const { subject, ...email } = await sampleInvitation(
    reader,
    { ...sample, logo: png && logo },
    { sentAt: now, link },
  );
  return {
    ...email,
    to,
    id: `test-email-${randomUUID()}`,
    date: now,
    ...(png && { pictures: [{ cid: LOGO, png }] }),
    subject: t("subject", { subject }),
  };
}
