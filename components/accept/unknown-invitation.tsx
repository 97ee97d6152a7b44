import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";

/** The same page for every link without an invitation, so that it doesn't reveal what is wrong with the link. */
export function UnknownInvitation() {
  const t = useTranslations("accept.unknown");
  return (
    <NoticePage
      title={t("title")}
      actions={
        <ButtonLink href="/" size="lg" newDocument>
          {t("home")}
        </ButtonLink>
      }
    >
      <p>{t("reason")}</p>
      <p>{t("next")}</p>
    </NoticePage>
  );
}
