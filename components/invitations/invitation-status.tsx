import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InvitationRow } from "@/db/invitations/types";
import { StatusBadge } from "./status-badge";

type InvitationStatusProps = Pick<
  InvitationRow,
  "name" | "status" | "endReason" | "newLinkRequestedAt" | "declineReason"
>;

/** The status, with the invitee's request for a new link or reason for declining. */
export function InvitationStatus({
  name,
  status,
  endReason,
  newLinkRequestedAt,
  declineReason,
}: InvitationStatusProps) {
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <StatusBadge status={status} reason={endReason} />
      {newLinkRequestedAt && (
        <span className="text-xs">
          <Name>{name}</Name> asked for a new link <RelativeTime date={newLinkRequestedAt} />
        </span>
      )}
      {declineReason && (
        <bdi className="line-clamp-3 max-w-64 text-xs text-muted wrap-anywhere">{`“${declineReason}”`}</bdi>
      )}
    </div>
  );
}
