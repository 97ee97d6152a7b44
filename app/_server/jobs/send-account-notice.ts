import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { deleteNotice } from "@/db/notices/delete";
import { type AccountNotice, findNotice, type NoticeKind } from "@/db/notices/find";
import { idSchema } from "@/db/uuid";
import {
  AccountDeleted,
  AccountDisabled,
  accountNoticeEmail,
  EmailChanged,
  PasswordChanged,
  PasswordSet,
  UsernameChanged,
} from "@/emails/account-notices";
import { DEFAULT_LOCALE } from "@/i18n/locale";
import { DEFAULT_SETTINGS } from "@/lib/settings";
import { deliver, type JobDependencies } from "./deliver";
import { cacheLogos, type LogoBytes } from "./logos";

/** Notifies someone of a change to their account. The notice is deleted once the email was sent or has failed. */
export function sendAccountNotice({ db, mailer }: Pick<JobDependencies, "mailer"> & { db: Database }): Task {
  const logoBytes = cacheLogos(db);
  return async (payload, { job }) => {
    const { noticeId } = payloadSchema.parse(payload);
    await deliver({
      mailer,
      job,
      about: { noticeId },
      begin: () => findNotice({ db, noticeId, ownName: mailer.ownName }),
      compose: (notice) => emailFor(notice, noticeId, logoBytes),
      settle: async (_, outcome) => {
        if (outcome.sent || outcome.final) await deleteNotice({ db, noticeId });
      },
    });
  };
}

const LOGO = "logo";

const payloadSchema = z.object({ noticeId: idSchema });

/** The language and time zone of an email about an account whose organization was deleted. */
const DEFAULT_READER = { locale: DEFAULT_LOCALE, timeZone: DEFAULT_SETTINGS.timeZone } as const;

const TEMPLATES = {
  "email-changed": EmailChanged,
  "username-changed": UsernameChanged,
  "password-changed": PasswordChanged,
  "password-set": PasswordSet,
  "account-disabled": AccountDisabled,
  "account-deleted": AccountDeleted,
} satisfies Record<NoticeKind, unknown>;

async function emailFor(notice: AccountNotice, noticeId: string, logoBytes: LogoBytes) {
  const png = notice.logo && (await logoBytes(notice.organizationId, notice.logo.version));
  return {
    ...(png && { pictures: [{ cid: LOGO, png }] }),
    to: notice.email,
    id: `account-notice-${noticeId}`,
    date: notice.happenedAt,
    ...(await accountNoticeEmail(notice.reader ?? DEFAULT_READER, TEMPLATES[notice.kind], {
      ...notice,
      logo: png && { ...notice.logo, cid: LOGO },
    })),
  };
}
