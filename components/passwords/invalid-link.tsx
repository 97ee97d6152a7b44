import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";
import type { PageHost } from "@/components/ui/plain-page";

/**
 * The same page for every invalid link, so that it doesn't reveal what is wrong with it.
 * @param props.host the organization, if it is known
 * @param props.askHref where to request a new link there
 */
export function InvalidLink({
  host,
  askHref,
}: {
  readonly host?: PageHost;
  readonly askHref: string | null;
}) {
  const t = useTranslations("passwords.invalidLink");
  return (
    <NoticePage
      title={t("title")}
      host={host}
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
