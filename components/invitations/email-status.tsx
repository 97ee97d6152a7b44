import { ClockIcon, WarningIcon } from "@/components/ui/icons";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InvitationRow } from "@/db/invitations/types";

type EmailStatusProps = Pick<InvitationRow, "delivery" | "sentAt"> &
  Partial<Pick<InvitationRow, "sentCount">>;

/** When the email was sent, or whether it is waiting or failed. */
export function EmailStatus({ delivery, sentAt, sentCount = 1 }: EmailStatusProps) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5 leading-5">
      {sentAt && (
        <span>
          {sentCount > 1 && `Sent ${sentCount} times, last `}
          <RelativeTime date={sentAt} />
        </span>
      )}
      {delivery.state === "waiting" && (
        <span className="flex items-start gap-1 text-muted">
          <ClockIcon />
          <span className="min-w-0">
            {delivery.error ? "Mail not sent yet, trying again" : "Mail waiting"}
          </span>
        </span>
      )}
      {delivery.state === "failed" && (
        <span className="flex items-start gap-1 text-danger-soft-foreground">
          <WarningIcon />
          <span className="min-w-0">Mail failed</span>
        </span>
      )}
      {delivery.state !== "sent" && delivery.error && (
        <bdi className="max-w-64 text-xs text-muted wrap-anywhere">{delivery.error}</bdi>
      )}
    </div>
  );
}
