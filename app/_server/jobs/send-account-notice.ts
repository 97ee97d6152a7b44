import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { type AccountNotice, findNotice, type NoticeKind } from "@/db/notices/find";
import { forgetNotice } from "@/db/notices/forget";
import { accountDeletedEmail } from "@/emails/account-deleted";
import { accountDisabledEmail } from "@/emails/account-disabled";
import { emailChangedEmail } from "@/emails/email-changed";
import { passwordChangedEmail, passwordSetEmail } from "@/emails/password-changed";
import { usernameChangedEmail } from "@/emails/username-changed";
import { deliver, type JobDependencies } from "./deliver";
import { keepLogos, type LogoBytes } from "./logos";

/** Tells somebody what was done to their account. What is to be said is deleted once the email was sent, or can't be. */
export function sendAccountNotice({ db, mailer }: Pick<JobDependencies, "mailer"> & { db: Database }): Task {
  const logoBytes = keepLogos(db);
  return async (payload, { job }) => {
    const { noticeId } = payloadSchema.parse(payload);
    await deliver({
      mailer,
      job,
      about: { noticeId },
      begin: async () => {
        const notice = await findNotice({ db, noticeId });
        return notice && { ...notice, sending: 1 };
      },
      compose: (notice) => mailOf(notice, noticeId, logoBytes),
      settle: async (_, outcome) => {
        if (outcome.sent || outcome.final) await forgetNotice({ db, noticeId });
      },
    });
  };
}

const LOGO = "logo";

const payloadSchema = z.object({ noticeId: z.uuid() });

const MAILS = {
  "email-changed": emailChangedEmail,
  "username-changed": usernameChangedEmail,
  "password-changed": passwordChangedEmail,
  "password-set": passwordSetEmail,
  "account-disabled": accountDisabledEmail,
  "account-deleted": accountDeletedEmail,
} satisfies Record<NoticeKind, unknown>;

async function mailOf(notice: AccountNotice, noticeId: string, logoBytes: LogoBytes) {
  const png = notice.logo && (await logoBytes(notice.organizationId, notice.logo.version));
  return {
    ...(png && { pictures: [{ cid: LOGO, png }] }),
    to: notice.email,
    id: `account-notice-${noticeId}`,
    date: notice.happenedAt,
    ...(await MAILS[notice.kind]({ ...notice, logo: png && { ...notice.logo, cid: LOGO } })),
  };
}
