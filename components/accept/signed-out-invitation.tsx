import { useTranslations } from "next-intl";
import { InviterNote } from "@/components/accept/inviter-note";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { ClientMessages } from "@/components/ui/client-messages";
import type { RedirectingAction } from "@/components/ui/form-state";
import { Monogram } from "@/components/ui/page-mark";
import { PlainPage } from "@/components/ui/plain-page";
import type { Offer } from "@/db/invitations/find-by-link";
import { InvitationDetails } from "./invitation-details";

type SignedOutInvitationProps = {
  readonly offer: Offer;
  readonly signIn: RedirectingAction;
  readonly forgotPasswordHref: string;
};

export function SignedOutInvitation({ offer, signIn, forgotPasswordHref }: SignedOutInvitationProps) {
  const t = useTranslations("accept");
  return (
    <PlainPage
      title={t("title", { organization: offer.organization.name })}
      mark={<Monogram host={offer.organization} />}
      host={offer.organization}
    >
      <InviterNote offer={offer} />
      <InvitationDetails offer={offer} />
      <p className="text-muted">{t("signInFirst")}</p>
      <ClientMessages namespaces={["sign-in"]}>
        <SignInForm
          action={signIn}
          username={offer.invitee.username}
          forgotPasswordHref={forgotPasswordHref}
        />
      </ClientMessages>
    </PlainPage>
  );
}
