import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { HelpLink } from "@/components/ui/help-link";
import { CheckIcon } from "@/components/ui/icons";
import { NoticePage } from "@/components/ui/notice-page";
import { PageMark } from "@/components/ui/page-mark";

/** The same page for every link, so that it doesn't reveal whether the link is known. */
export function NewLinkRequested({ myOrganizationsHref }: { readonly myOrganizationsHref: string }) {
  const t = useTranslations("accept");
  return (
    <NoticePage
      title={t("newLinkRequested.title")}
      mark={
        <PageMark tone="success">
          <CheckIcon />
        </PageMark>
      }
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
