import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";
import type { PageHost } from "@/components/ui/plain-page";
import { richText } from "@/components/ui/rich-text";

type ResetRequestedProps = { readonly host: PageHost; readonly signInHref: string };

/** The same page for every username, so that it doesn't reveal which exist. */
export function ResetRequested({ host, signInHref }: ResetRequestedProps) {
  const t = useTranslations("passwords.requested");
  return (
    <NoticePage
      title={t("title")}
      host={host}
      actions={
        <ButtonLink href={signInHref} size="lg" newDocument>
          {t("back")}
        </ButtonLink>
      }
    >
      <p>{t.rich("sent", { ...richText, organization: host.name })}</p>
      <p>{t("notArrived")}</p>
    </NoticePage>
  );
}
