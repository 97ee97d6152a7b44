import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";

/**
 * The same page for every invalid link, so that it doesn't reveal what is wrong with it.
 * @param props.askHref where to request a new link, if the organization is known
 */
export function InvalidLink({ askHref }: { readonly askHref: string | null }) {
  const t = useTranslations("passwords.invalidLink");
  return (
    <NoticePage
      title={t("title")}
      actions={
        <ButtonLink href={askHref ?? "/"} size="lg" newDocument>
          {t(askHref ? "askAgain" : "home")}
        </ButtonLink>
      }
    >
      <p>{t("reasons")}</p>
      <p>{t("next")}</p>
    </NoticePage>
  );
}
