import { Name } from "@/components/ui/name";
import { NoticePage } from "@/components/ui/notice-page";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Offer } from "@/db/invitations/find-by-link";

type OtherAccountInvitationProps = {
  readonly offer: Offer;
  /** A username. */
  readonly signedInAs: string;
  /** Ends the session and returns to this page. */
  readonly signOut: () => Promise<void>;
};

export function OtherAccountInvitation({ offer, signedInAs, signOut }: OtherAccountInvitationProps) {
  return (
    <NoticePage
      title="This invitation is for another account"
      actions={
        <form action={signOut}>
          <SubmitButton>Sign out and continue</SubmitButton>
        </form>
      }
    >
      <p>
        You are signed in as <Name className="font-medium text-foreground">{signedInAs}</Name>. The invitation
        into <Name className="font-medium text-foreground">{offer.organization.name}</Name> is for{" "}
        <Name className="font-medium text-foreground">{offer.invitee.username}</Name> of{" "}
        <Name>{offer.parent.name}</Name>.
      </p>
      <p>Nothing has changed. To answer it, sign in with that account.</p>
    </NoticePage>
  );
}
