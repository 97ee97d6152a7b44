import { Fact, Facts } from "@/components/facts";
import { FrameLink } from "@/components/frame/frame-link";
import { LastDay } from "@/components/last-day";
import { MailState } from "@/components/mail-state";
import { Name } from "@/components/name";
import { PlainWords } from "@/components/plain-words";
import { RelativeTime } from "@/components/relative-time";
import { StatusChip } from "@/components/status-chip";
import type { Invitation } from "@/db/invitations/rows";
import { hoursInWords } from "@/lib/durations";

type InvitationFactsProps = {
  readonly invitation: Invitation;
  readonly invitationsHref: string;
};

export function InvitationFacts({ invitation, invitationsHref }: InvitationFactsProps) {
  const { username, email, status, endedBecause, invitedBy, note, declineReason } = invitation;
  return (
    <>
      <FrameLink href={invitationsHref} className="link self-start">
        All invitations
      </FrameLink>
      <Facts>
        <Fact term="Username">
          <Name>{username}</Name>
        </Fact>
        <Fact term="E-mail">
          {email ? <Name>{email}</Name> : <span className="text-muted">None any more</span>}
        </Fact>
        <Fact term="Status">
          <StatusChip status={status} because={endedBecause} />
        </Fact>
        {declineReason && (
          <Fact term="Reason">
            <PlainWords>{declineReason}</PlainWords>
          </Fact>
        )}
        <Fact term="Invited by">
          {invitedBy ? <Name>{invitedBy}</Name> : <span className="text-muted">Somebody removed</span>}
        </Fact>
        {note && (
          <Fact term="Note">
            <PlainWords>{note}</PlainWords>
          </Fact>
        )}
        <Fact term="Sent">
          <MailState {...invitation} />
        </Fact>
        {invitation.membershipEndsAt && (
          <Fact term="Last day">
            <LastDay ends={invitation.membershipEndsAt} /> (UTC)
          </Fact>
        )}
        <Fact term="Link">
          <LinkLifetime {...invitation} />
        </Fact>
        {invitation.openedAt && (
          <Fact term="First opened">
            <RelativeTime date={invitation.openedAt} />
          </Fact>
        )}
      </Facts>
    </>
  );
}

function LinkLifetime({ lifetimeHours, expiresAt, endedAt, status }: Invitation) {
  if (endedAt) return <span className="text-muted">Works no longer</span>;
  return (
    <>
      {status === "expired" ? "Worked" : "Works"} for {hoursInWords(lifetimeHours)}
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
