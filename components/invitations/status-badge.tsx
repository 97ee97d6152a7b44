import { Badge, type Tone } from "@/components/ui/badge";
import type { EndReason, ShownStatus } from "@/db/invitations/types";

const STATUSES: Record<ShownStatus, { readonly label: string; readonly tone: Tone }> = {
  pending: { label: "Pending", tone: "accent" },
  accepted: { label: "Accepted", tone: "success" },
  declined: { label: "Declined", tone: "warning" },
  expired: { label: "Expired", tone: "default" },
  deleted: { label: "Deleted", tone: "default" },
};

/** End reasons that the status alone does not tell. */
const REASONS: Partial<Record<EndReason, string>> = {
  replaced: "Replaced by a newer one",
  "left-parent": "No longer a user of the parent organization",
  "account-disabled": "The account is disabled",
};

export function StatusBadge({
  status,
  reason,
}: {
  readonly status: ShownStatus;
  readonly reason: EndReason | null;
}) {
  const { label, tone } = STATUSES[status];
  const explanation = reason && REASONS[reason];
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <Badge tone={tone}>{label}</Badge>
      {explanation && <span className="text-xs text-muted">{explanation}</span>}
    </div>
  );
}
