import { useTranslations } from "next-intl";
import { ClockIcon, WarningIcon } from "@/components/ui/icons";
import { timeTag } from "@/components/ui/rich-text";
import type { InvitationRow } from "@/db/invitations/types";
import { emailErrorText } from "@/lib/email-errors";

type EmailStatusProps = Pick<InvitationRow, "delivery" | "sentAt"> &
  Partial<Pick<InvitationRow, "sentCount">>;

/** When the email was sent, or whether it is waiting or failed. */
export function EmailStatus({ delivery, sentAt, sentCount = 1 }: EmailStatusProps) {
  const t = useTranslations("invitations.email");
  const errors = useTranslations("email-errors");
  return (
    <div className="flex min-w-0 flex-col gap-0.5 leading-5">
      {sentAt && (
        <span key={sentCount}>{t.rich("sentTimes", { count: sentCount, time: timeTag(sentAt) })}</span>
      )}
      {delivery.state === "waiting" && (
        <span className="flex items-start gap-1 text-muted">
          <ClockIcon />
          <span className="min-w-0">{t(delivery.error ? "retrying" : "sending")}</span>
        </span>
      )}
      {delivery.state === "failed" && (
        <span className="flex items-start gap-1 text-danger-soft-foreground">
          <WarningIcon />
          <span className="min-w-0">{t("failed")}</span>
        </span>
      )}
      {delivery.state !== "sent" && delivery.error && (
        <bdi className="max-w-64 text-xs text-muted wrap-anywhere">
          {emailErrorText(errors, delivery.error)}
        </bdi>
      )}
    </div>
  );
}
