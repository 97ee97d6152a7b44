import { useTranslations } from "next-intl";
import { Button } from "./button";
import { ButtonLink } from "./button-link";
import { NoticePage } from "./notice-page";
import { richText } from "./rich-text";

/** An unexpected error. The cause is in the log under the id, and not on the page. */
export function ErrorNotice({ id, retry }: { readonly id: string | undefined; readonly retry: () => void }) {
  const t = useTranslations("common.errorPage");
  return (
    <NoticePage
      title={t("title")}
      actions={
        <>
          <Button variant="primary" size="lg" onClick={retry}>
            {t("retry")}
          </Button>
          <ButtonLink href="/" size="lg" newDocument>
            {t("home")}
          </ButtonLink>
        </>
      }
    >
      <p>{t("text")}</p>
      {id && <p>{t.rich("id", { ...richText, id })}</p>}
    </NoticePage>
  );
}
