import { useTranslations } from "next-intl";
import { EmailStatus } from "@/components/invitations/email-status";
import { timeTag } from "@/components/ui/rich-text";
import type { PasswordState } from "@/db/passwords/state";
import type { ActionResult } from "@/lib/action-result";
import { SendPasswordLink } from "./send-password-link";

type PasswordStatusProps = {
  readonly userName: string;
  readonly link: PasswordState["link"];
  /** Null if the viewer can't send a link, or the user can't get one. */
  readonly send: (() => Promise<ActionResult<void>>) | null;
};

/** For a user without a password: whether a link to set one was sent, and until when it works. */
export function PasswordStatus({ userName, link, send }: PasswordStatusProps) {
  const t = useTranslations("users.password");
  return (
    <div className="flex flex-col items-start gap-2">
      <div>
        <p>{t("notSet")}</p>
        <LinkStatus link={link} />
      </div>
      {send && <SendPasswordLink label={t(link ? "resend" : "send")} userName={userName} send={send} />}
    </div>
  );
}

function LinkStatus({ link, now = new Date() }: Pick<PasswordStatusProps, "link"> & { readonly now?: Date }) {
  const t = useTranslations("users.password");
  if (!link) return <p className="text-muted">{t("noLink")}</p>;
  const { email, sentAt, expiresAt } = link;
  if (email.state !== "sent" || !sentAt || !expiresAt) return <EmailStatus delivery={email} sentAt={null} />;
  return (
    <p key="sent" className="text-muted">
      {t.rich(expiresAt > now ? "linkWorks" : "linkExpired", {
        sent: timeTag(sentAt),
        expiry: timeTag(expiresAt),
      })}
    </p>
  );
}
