import { useTranslations } from "next-intl";
import { Copyable } from "@/components/ui/copyable";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { HelpLink } from "@/components/ui/help-link";
import { LastDay } from "@/components/ui/last-day";
import { Name } from "@/components/ui/name";
import { QuotedText } from "@/components/ui/quoted-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { richText, timeTag } from "@/components/ui/rich-text";
import type { Invitation } from "@/db/invitations/types";
import { durationText } from "@/lib/durations";
import { EmailStatus } from "./email-status";
import { StatusBadge } from "./status-badge";

export function InvitationFacts({ invitation }: { readonly invitation: Invitation }) {
  const t = useTranslations("invitations.facts");
  const { username, email, status, endReason, invitedBy, note, noteAuthor, declineReason } = invitation;
  return (
    <DescriptionList>
      <DescriptionItem term={t("username")}>
        <Copyable kind="username" value={username} />
      </DescriptionItem>
      <DescriptionItem term={t("email")}>
        {email ? <Copyable kind="email" value={email} /> : <span className="text-muted">{t("noEmail")}</span>}
      </DescriptionItem>
      <DescriptionItem term={t("status")}>
        <StatusBadge status={status} reason={endReason} />
      </DescriptionItem>
      {declineReason && (
        <DescriptionItem term={t("reason")}>
          <QuotedText>{declineReason}</QuotedText>
        </DescriptionItem>
      )}
      <DescriptionItem term={t("inviter")}>
        {invitedBy ? <Name>{invitedBy}</Name> : <span className="text-muted">{t("deletedUser")}</span>}
      </DescriptionItem>
      {note && (
        <DescriptionItem term={t("note")}>
          {noteAuthor && (
            <p className="text-muted">{t.rich("noteBy", { ...richText, author: noteAuthor })}</p>
          )}
          <QuotedText>{note}</QuotedText>
        </DescriptionItem>
      )}
      <DescriptionItem term={t("sent")}>
        <EmailStatus {...invitation} />
        {invitation.delivery.state === "failed" && <HelpLink topic="missing-emails" />}
      </DescriptionItem>
      {invitation.membershipEndsAt && (
        <DescriptionItem term={t("memberUntil")}>
          <LastDay endsAt={invitation.membershipEndsAt} named />
        </DescriptionItem>
      )}
      <DescriptionItem term={t("link")}>
        <LinkLifetime {...invitation} />
      </DescriptionItem>
      {invitation.openedAt && (
        <DescriptionItem term={t("opened")}>
          <RelativeTime date={invitation.openedAt} />
        </DescriptionItem>
      )}
      <DescriptionItem term={t("id")}>
        <Copyable kind="id" value={invitation.id} />
      </DescriptionItem>
    </DescriptionList>
  );
}

function LinkLifetime({ lifetimeHours, expiresAt, endedAt, sentAt, status }: Invitation) {
  const t = useTranslations("invitations.facts");
  const lifetime = durationText(useTranslations("common"), lifetimeHours);
  if (endedAt) {
    return (
      <span key="ended" className="text-muted">
        {t("linkEnded")}
      </span>
    );
  }
  if (!expiresAt) return <span key="unsent">{t("linkUnsent", { lifetime })}</span>;
  const end = status === "expired" ? "linkExpired" : "linkExpires";
  const key = sentAt && endsEarly({ sentAt, expiresAt, lifetimeHours }) ? (`${end}Early` as const) : end;
  return <span key={key}>{t.rich(key, { lifetime, time: timeTag(expiresAt) })}</span>;
}

const HOUR = 60 * 60 * 1000;

/** Whether the link ends before its lifetime, as at the end of the membership that is offered. */
function endsEarly(link: {
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly lifetimeHours: number;
}) {
  return link.expiresAt.getTime() - link.sentAt.getTime() < (link.lifetimeHours - 1) * HOUR;
}
