import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { HelpLink } from "@/components/ui/help-link";
import { NoticePage } from "@/components/ui/notice-page";

/** The same page for every link, so that it doesn't reveal whether the link is known. */
export function NewLinkRequested({ myOrganizationsHref }: { readonly myOrganizationsHref: string }) {
  const t = useTranslations("accept");
  return (
    <NoticePage
      title={t("newLinkRequested.title")}
      actions={
        <ButtonLink href={myOrganizationsHref} size="lg" newDocument>
          {t("myOrganizations")}
        </ButtonLink>
      }
    >
      <p>{t("newLinkRequested.next")}</p>
      <p>
        {t("newLinkRequested.close")} <HelpLink topic="missing-emails" />
      </p>
    </NoticePage>
  );
}
