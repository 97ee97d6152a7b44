import { InviterNote } from "@/components/accept/inviter-note";
import { type SignIn, SignInForm } from "@/components/sign-in/sign-in-form";
import { PlainPage } from "@/components/ui/plain-page";
import type { Offer } from "@/db/invitations/find-by-link";
import { InvitationDetails } from "./invitation-details";

type SignedOutInvitationProps = {
  readonly offer: Offer;
  readonly signIn: SignIn;
  readonly forgotPasswordHref: string;
};

export function SignedOutInvitation({ offer, signIn, forgotPasswordHref }: SignedOutInvitationProps) {
  return (
    <PlainPage title={`Join ${offer.organization.name}`} host={offer.organization}>
      <InviterNote offer={offer} />
      <InvitationDetails offer={offer} />
      <p className="text-muted">Sign in with your account to answer the invitation.</p>
      <SignInForm action={signIn} username={offer.invitee.username} forgotPasswordHref={forgotPasswordHref} />
    </PlainPage>
  );
}
