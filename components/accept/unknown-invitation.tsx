import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { WarningIcon } from "@/components/ui/icons";
import { NoticePage } from "@/components/ui/notice-page";
import { PageMark } from "@/components/ui/page-mark";

/** The same page for every link without an invitation, so that it doesn't reveal what is wrong with the link. */
export function UnknownInvitation() {
  const t = useTranslations("accept.unknown");
  return (
    <NoticePage
      title={t("title")}
      mark={
        <PageMark>
          <WarningIcon />
        </PageMark>
      }
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
