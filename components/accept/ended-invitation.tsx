import type { ReactNode } from "react";
import { Name } from "@/components/name";
import { NoticePage } from "@/components/notice-page";
import type { LinkState, Offer } from "@/db/invitations/read";
import type { EndReason } from "@/db/invitations/rows";

type Ended = Extract<LinkState, { state: "accepted" | "declined" | "expired" | "inactive" | "deleted" }>;

type EndedInvitationProps = {
  readonly ended: Ended;
  /** Where the console of the organization opens. */
  readonly organizationHref: string;
  readonly myOrganizationsHref: string;
};

/** An invitation that can no longer be answered: why, and what to do next. */
export function EndedInvitation({ ended, organizationHref, myOrganizationsHref }: EndedInvitationProps) {
  const { title, text } = wordsFor(ended);
  const accepted = ended.state === "accepted";
  return (
    <NoticePage
      title={title}
      ways={
        <a
          href={accepted ? organizationHref : myOrganizationsHref}
          className={`button button--lg ${accepted ? "button--primary" : "button--outline"}`}
        >
          {accepted ? (
            <bdi className="truncate">{`Go to ${ended.offer.organization.name}`}</bdi>
          ) : (
            "My organizations"
          )}
        </a>
      }
    >
      <p>{text}</p>
      {!accepted && <AskAgain offer={ended.offer} />}
    </NoticePage>
  );
}

function AskAgain({ offer }: { readonly offer: Offer }) {
  return (
    <p>
      If you still want to join <Name>{offer.organization.name}</Name>, ask{" "}
      {offer.inviterName ? <Name>{offer.inviterName}</Name> : "an administrator there"} to invite you again.
    </p>
  );
}

function wordsFor(ended: Ended): { title: string; text: ReactNode } {
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
        text: `Its link worked for ${lifetimeHours === 1 ? "1 hour" : `${lifetimeHours} hours`} after it was sent.`,
      };
    case "inactive":
      return {
        title: `${organization.name} is inactive`,
        text: "While it is inactive, nobody can join it. The invitation stays as it is.",
      };
    case "deleted":
      return { title: "This invitation no longer holds", text: deletedBecause(ended.because, parent.name) };
  }
}

function deletedBecause(because: EndReason, parentName: string): ReactNode {
  if (because === "left-parent") {
    return (
      <>
        The account is no longer a user of <Name>{parentName}</Name>, so the invitation ended.
      </>
    );
  }
  if (because === "account-disabled") return "The account has been disabled, so the invitation ended.";
  if (because === "replaced") return "A newer invitation took its place: open the link in the latest mail.";
  return "It was deleted by the organization that sent it.";
}
