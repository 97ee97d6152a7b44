import { useTranslations } from "next-intl";
import { richText, timeTag } from "@/components/ui/rich-text";
import { Truncated } from "@/components/ui/truncated";
import type { InvitationRow } from "@/db/invitations/types";
import { emailErrorText } from "@/lib/email-errors";

type SentCellProps = Pick<InvitationRow, "delivery" | "sentAt" | "sentCount" | "invitedBy">;

/** When the last email was sent and who sent it, or why it failed. */
export function SentCell({ delivery: { state, error }, sentAt, sentCount, invitedBy }: SentCellProps) {
  const t = useTranslations("invitations.list");
  const errors = useTranslations("email-errors");
  const reason = state !== "sent" && error ? emailErrorText(errors, error) : null;
  return (
    <div className="w-max max-w-44 leading-5">
      {sentAt ? (
        <p key="sent">{t.rich("sentTimes", { count: sentCount, time: timeTag(sentAt) })}</p>
      ) : (
        <p key="unsent" className="text-muted">
          {t("notSent")}
        </p>
      )}
      <Truncated className="text-muted" title={reason ?? invitedBy ?? ""}>
        {reason ??
          (invitedBy ? t.rich("sentBy", { ...richText, inviter: invitedBy }) : t("sentByDeletedUser"))}
      </Truncated>
    </div>
  );
}
