import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common.notFound");
  return { title: t("pageTitle") };
}

export default async function NotFound() {
  const t = await getTranslations("common.notFound");
  return (
    <NoticePage
      title={t("title")}
      actions={
        <ButtonLink href="/" variant="primary" size="lg" newDocument>
          {t("home")}
        </ButtonLink>
      }
    >
      <p>{t("text")}</p>
    </NoticePage>
  );
}
