import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { EndReason, ShownStatus } from "@/db/invitations/types";

const TONES: Record<ShownStatus, Tone> = {
  pending: "accent",
  accepted: "success",
  declined: "warning",
  expired: "default",
  deleted: "default",
};

export function StatusBadge({
  status,
  reason,
}: {
  readonly status: ShownStatus;
  readonly reason: EndReason | null;
}) {
  const t = useTranslations("invitations.status");
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <Badge tone={TONES[status]}>{t(status)}</Badge>
      <EndReasonNote reason={reason} />
    </div>
  );
}

/** Renders nothing if the status tells enough. */
export function EndReasonNote({ reason }: { readonly reason: EndReason | null }) {
  const t = useTranslations("invitations.status.reasons");
  return reason && isExplained(reason) && <span className="text-xs text-muted">{t(reason)}</span>;
}

/** Whether the status alone doesn't tell why the invitation ended. */
function isExplained(reason: EndReason) {
  return reason === "replaced" || reason === "left-parent" || reason === "account-disabled";
}
