import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";
import { richText } from "@/components/ui/rich-text";

type ResetRequestedProps = { readonly organizationName: string; readonly signInHref: string };

/** The same page for every username, so that it doesn't reveal which exist. */
export function ResetRequested({ organizationName, signInHref }: ResetRequestedProps) {
  const t = useTranslations("passwords.requested");
  return (
    <NoticePage
      title={t("title")}
      actions={
        <ButtonLink href={signInHref} size="lg" newDocument>
          {t("back")}
        </ButtonLink>
      }
    >
      <p>{t.rich("sent", { ...richText, organization: organizationName })}</p>
      <p>{t("notArrived")}</p>
    </NoticePage>
  );
}
