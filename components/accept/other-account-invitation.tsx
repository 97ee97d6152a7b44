import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";
import { PlainForm } from "@/components/ui/plain-form";
import { richText } from "@/components/ui/rich-text";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Offer } from "@/db/invitations/find-by-link";

type OtherAccountInvitationProps = {
  readonly offer: Offer;
  /** A username. */
  readonly signedInAs: string;
  /** The account menu. */
  readonly corner: ReactNode;
  readonly myOrganizationsHref: string;
  /** Ends the session and returns to this page. */
  readonly signOut: () => Promise<void>;
};

export function OtherAccountInvitation({ offer, signedInAs, signOut, ...page }: OtherAccountInvitationProps) {
  const t = useTranslations("accept");
  return (
    <NoticePage
      title={t("otherAccount.title")}
      host={offer.organization}
      corner={page.corner}
      actions={
        <>
          <PlainForm action={signOut}>
            <SubmitButton>{t("otherAccount.submit")}</SubmitButton>
          </PlainForm>
          <ButtonLink href={page.myOrganizationsHref} size="lg" newDocument>
            {t("myOrganizations")}
          </ButtonLink>
        </>
      }
    >
      <p>
        {t.rich("otherAccount.accounts", {
          ...richText,
          signedInAs,
          organization: offer.organization.name,
          invitee: offer.invitee.username,
          parent: offer.parent.name,
        })}
      </p>
      <p>{t("otherAccount.next")}</p>
    </NoticePage>
  );
}
