import { useTranslations } from "next-intl";
import { timeTag } from "@/components/ui/rich-text";
import type { InvitationRow } from "@/db/invitations/types";
import { StatusBadge } from "./status-badge";

type InvitationStatusProps = Pick<
  InvitationRow,
  "status" | "endReason" | "newLinkRequestedAt" | "declineReason"
>;

/** The status, with the invitee's request for a new link or reason for declining. */
export function InvitationStatus({
  status,
  endReason,
  newLinkRequestedAt,
  declineReason,
}: InvitationStatusProps) {
  const t = useTranslations("invitations.status");
  const common = useTranslations("common");
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <StatusBadge status={status} reason={endReason} />
      {newLinkRequestedAt && (
        <span className="text-xs">{t.rich("newLinkRequested", { time: timeTag(newLinkRequestedAt) })}</span>
      )}
      {declineReason && (
        <bdi className="line-clamp-3 max-w-64 text-xs text-muted wrap-anywhere">
          {common("quoted", { text: declineReason })}
        </bdi>
      )}
    </div>
  );
}
