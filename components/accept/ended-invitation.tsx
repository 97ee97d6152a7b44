import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Name } from "@/components/ui/name";
import { NoticePage } from "@/components/ui/notice-page";
import { SubmitButton } from "@/components/ui/submit-button";
import type { LinkState, Offer } from "@/db/invitations/find-by-link";
import type { EndReason } from "@/db/invitations/types";
import { formatHours } from "@/lib/durations";

type Ended = Extract<LinkState, { state: "accepted" | "declined" | "expired" | "inactive" | "deleted" }>;

type EndedInvitationProps = {
  readonly ended: Ended;
  readonly organizationHref: string;
  readonly myOrganizationsHref: string;
  readonly requestNewLink: () => Promise<void>;
};

/** Why the invitee can no longer respond, and what to do next. */
export function EndedInvitation({ ended, ...links }: EndedInvitationProps) {
  const { title, text } = textOf(ended);
  return (
    <NoticePage title={title} actions={<NextSteps ended={ended} {...links} />}>
      <p>{text}</p>
      {ended.state !== "accepted" && (
        <NextStepText offer={ended.offer} canRequestLink={canRequestNewLink(ended)} />
      )}
    </NoticePage>
  );
}

function NextSteps({ ended, organizationHref, myOrganizationsHref, requestNewLink }: EndedInvitationProps) {
  if (ended.state === "accepted") {
    return (
      <ButtonLink href={organizationHref} variant="primary" size="lg" newDocument>
        <bdi className="truncate">{`Go to ${ended.offer.organization.name}`}</bdi>
      </ButtonLink>
    );
  }
  return (
    <>
      {canRequestNewLink(ended) && (
        <form action={requestNewLink}>
          <SubmitButton>Ask for a new link</SubmitButton>
        </form>
      )}
      <ButtonLink href={myOrganizationsHref} size="lg" newDocument>
        My organizations
      </ButtonLink>
    </>
  );
}

function NextStepText({
  offer,
  canRequestLink,
}: {
  readonly offer: Offer;
  readonly canRequestLink: boolean;
}) {
  if (canRequestLink) {
    return (
      <p>
        If you still want to join <Name>{offer.organization.name}</Name>, ask for a new link:{" "}
        {offer.inviterName ? <Name>{offer.inviterName}</Name> : "an administrator there"} can send the
        invitation again.
      </p>
    );
  }
  return (
    <p>
      If you still want to join <Name>{offer.organization.name}</Name>, ask{" "}
      {offer.inviterName ? <Name>{offer.inviterName}</Name> : "an administrator there"} to invite you again.
    </p>
  );
}

/** An invitation whose last day of membership is past can't be resent. */
function canRequestNewLink(ended: Ended): boolean {
  return ended.state === "expired" && !isPastLastDay(ended.offer);
}

function isPastLastDay({ membershipEndsAt, expiresAt }: Offer): boolean {
  return membershipEndsAt !== null && membershipEndsAt <= expiresAt;
}

function textOf(ended: Ended): { title: string; text: ReactNode } {
  const { organization, parent, lifetimeHours } = ended.offer;
  switch (ended.state) {
    case "accepted":
      return {
        title: "This invitation has been accepted",
        text: (
          <>
            The account is a user of <Name>{organization.name}</Name>. The link has done its work.
          </>
        ),
      };
    case "declined":
      return { title: "This invitation has been declined", text: "Nothing was changed in your account." };
    case "expired":
      return {
        title: "This invitation has expired",
        text: isPastLastDay(ended.offer)
          ? "The last day of the membership that it offered is past."
          : `Its link worked for ${formatHours(lifetimeHours)} after it was sent.`,
      };
    case "inactive":
      return {
        title: `${organization.name} is inactive`,
        text: "While it is inactive, nobody can join it. The invitation stays as it is.",
      };
    case "deleted":
      return { title: "This invitation no longer holds", text: deletedReason(ended.reason, parent.name) };
  }
}

function deletedReason(reason: EndReason, parentName: string): ReactNode {
  if (reason === "left-parent") {
    return (
      <>
        The account is no longer a user of <Name>{parentName}</Name>, so the invitation ended.
      </>
    );
  }
  if (reason === "account-disabled") return "The account has been disabled, so the invitation ended.";
  if (reason === "replaced") return "A newer invitation took its place: open the link in the latest mail.";
  return "It was deleted by the organization that sent it.";
}
