import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { Truncated } from "@/components/ui/truncated";
import type { InvitationRow } from "@/db/invitations/types";
import { isOpenInvitation } from "@/lib/invitations";
import { EndReasonNote, StatusBadge } from "./status-badge";

type InvitationStatusProps = Pick<
  InvitationRow,
  "status" | "endReason" | "delivery" | "newLinkRequestedAt" | "declineReason"
>;

/** The status, and below it what somebody should know or do about it. */
export function InvitationStatus({ status, endReason, ...invitation }: InvitationStatusProps) {
  return (
    <div
      className={cx(
        "row-status flex w-max max-w-36 flex-col items-start @max-[40rem]:contents",
        "text-xs leading-4 whitespace-normal",
      )}
    >
      <StatusBadge status={status} reason={null} />
      <EndReasonNote reason={endReason} />
      <Note isOpen={isOpenInvitation(status)} {...invitation} />
    </div>
  );
}

type NoteProps = Omit<InvitationStatusProps, "status" | "endReason"> & { readonly isOpen: boolean };

function Note({ isOpen, delivery, newLinkRequestedAt, declineReason }: NoteProps) {
  const t = useTranslations("invitations");
  const common = useTranslations("common");
  if (isOpen && delivery.state === "failed") {
    return <span className="text-danger-soft-foreground">{t("email.failed")}</span>;
  }
  if (isOpen && delivery.state === "waiting") {
    return <span className="text-muted">{t(delivery.error ? "email.retrying" : "email.sending")}</span>;
  }
  if (newLinkRequestedAt) return <span>{t("list.newLinkRequested")}</span>;
  if (!declineReason) return null;
  return (
    <Truncated className="max-w-full text-muted" title={declineReason}>
      {common("quoted", { text: declineReason })}
    </Truncated>
  );
}
