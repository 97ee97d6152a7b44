import { OfferFacts } from "@/components/accept/offer-facts";
import { FailureMessage } from "@/components/dialogs/failure-message";
import { SubmitButton } from "@/components/forms/submit-button";
import { PlainPage } from "@/components/plain-page";
import type { Offer } from "@/db/invitations/read";

type OpenInvitationProps = {
  readonly offer: Offer;
  /** Why the last press of a button did not work. */
  readonly failure?: { readonly message: string; readonly errorId?: string } | null;
  readonly accept: () => Promise<void>;
  readonly decline: () => Promise<void>;
};

/** Opening it changes nothing: only these two buttons do. */
export function OpenInvitation({ offer, failure = null, accept, decline }: OpenInvitationProps) {
  return (
    <PlainPage title={`Join ${offer.organization.name}`} host={offer.organization}>
      <FailureMessage failure={failure} />
      <OfferFacts offer={offer} />
      <div className="flex flex-wrap gap-2">
        <form action={accept}>
          <SubmitButton>Accept invitation</SubmitButton>
        </form>
        <form action={decline}>
          <SubmitButton look="outline">Decline</SubmitButton>
        </form>
      </div>
      <p className="text-muted">
        If you did not expect this, decline it, or close this page: without your answer the invitation ends by
        itself.
      </p>
    </PlainPage>
  );
}
