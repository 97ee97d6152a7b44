import { useTranslations } from "next-intl";
import { DeclineForm } from "@/components/accept/decline-form";
import { InviterNote } from "@/components/accept/inviter-note";
import { FailureMessage } from "@/components/ui/failure-message";
import type { FormAction } from "@/components/ui/form-state";
import { PlainForm } from "@/components/ui/plain-form";
import { PlainPage } from "@/components/ui/plain-page";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Offer } from "@/db/invitations/find-by-link";
import { InvitationDetails } from "./invitation-details";
import { RecordOpening } from "./record-opening";

type OpenInvitationProps = {
  readonly offer: Offer;
  /** Of the last attempt to accept or decline. */
  readonly failure?: { readonly message: string; readonly errorId?: string } | null;
  readonly accept: () => Promise<void>;
  readonly decline: FormAction;
  readonly recordOpening: () => Promise<void>;
};

/** Only the two buttons respond to the invitation. Opening the page doesn't. */
export function OpenInvitation({
  offer,
  failure = null,
  accept,
  decline,
  recordOpening,
}: OpenInvitationProps) {
  const t = useTranslations("accept");
  return (
    <PlainPage title={t("title", { organization: offer.organization.name })} host={offer.organization}>
      <RecordOpening record={recordOpening} />
      <FailureMessage failure={failure} />
      <InviterNote offer={offer} />
      <InvitationDetails offer={offer} />
      <PlainForm action={accept}>
        <SubmitButton>{t("submit")}</SubmitButton>
      </PlainForm>
      <DeclineForm decline={decline} />
      <p className="text-muted">{t("unexpected")}</p>
    </PlainPage>
  );
}
