import { useTranslations } from "next-intl";
import { NoticePage } from "@/components/ui/notice-page";
import { PlainForm } from "@/components/ui/plain-form";
import { richText } from "@/components/ui/rich-text";
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
  const t = useTranslations("accept.otherAccount");
  return (
    <NoticePage
      title={t("title")}
      actions={
        <PlainForm action={signOut}>
          <SubmitButton>{t("submit")}</SubmitButton>
        </PlainForm>
      }
    >
      <p>
        {t.rich("accounts", {
          ...richText,
          signedInAs,
          organization: offer.organization.name,
          invitee: offer.invitee.username,
          parent: offer.parent.name,
        })}
      </p>
      <p>{t("next")}</p>
    </NoticePage>
  );
}
