import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { LastDay } from "@/components/ui/last-day";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { QuotedText } from "@/components/ui/quoted-text";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Invitation } from "@/db/invitations/types";
import { formatHours } from "@/lib/durations";
import { EmailStatus } from "./email-status";
import { StatusBadge } from "./status-badge";

type InvitationFactsProps = {
  readonly invitation: Invitation;
  readonly invitationsHref: string;
};

export function InvitationFacts({ invitation, invitationsHref }: InvitationFactsProps) {
  const { username, email, status, endReason, invitedBy, note, declineReason } = invitation;
  return (
    <>
      <NavLink href={invitationsHref} className="link self-start">
        All invitations
      </NavLink>
      <DescriptionList>
        <DescriptionItem term="Username">
          <Name>{username}</Name>
        </DescriptionItem>
        <DescriptionItem term="E-mail">
          {email ? <Name>{email}</Name> : <span className="text-muted">None any more</span>}
        </DescriptionItem>
        <DescriptionItem term="Status">
          <StatusBadge status={status} reason={endReason} />
        </DescriptionItem>
        {declineReason && (
          <DescriptionItem term="Reason">
            <QuotedText>{declineReason}</QuotedText>
          </DescriptionItem>
        )}
        <DescriptionItem term="Invited by">
          {invitedBy ? <Name>{invitedBy}</Name> : <span className="text-muted">Somebody removed</span>}
        </DescriptionItem>
        {note && (
          <DescriptionItem term="Note">
            <QuotedText>{note}</QuotedText>
          </DescriptionItem>
        )}
        <DescriptionItem term="Sent">
          <EmailStatus {...invitation} />
        </DescriptionItem>
        {invitation.membershipEndsAt && (
          <DescriptionItem term="Last day">
            <LastDay endsAt={invitation.membershipEndsAt} /> (UTC)
          </DescriptionItem>
        )}
        <DescriptionItem term="Link">
          <LinkLifetime {...invitation} />
        </DescriptionItem>
        {invitation.openedAt && (
          <DescriptionItem term="First opened">
            <RelativeTime date={invitation.openedAt} />
          </DescriptionItem>
        )}
      </DescriptionList>
    </>
  );
}

function LinkLifetime({ lifetimeHours, expiresAt, endedAt, status }: Invitation) {
  if (endedAt) return <span className="text-muted">Works no longer</span>;
  return (
    <>
      {status === "expired" ? "Worked" : "Works"} for {formatHours(lifetimeHours)}
      {expiresAt ? (
        <>
          , {status === "expired" ? "expired" : "expires"} <RelativeTime date={expiresAt} />
        </>
      ) : (
        " from its sending on"
      )}
    </>
  );
}
