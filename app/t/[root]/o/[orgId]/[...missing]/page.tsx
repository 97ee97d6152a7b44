import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import type { Scope } from "@/app/_server/paths";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common.notFound");
  return { title: t("pageTitle") };
}

export default withNotFoundPage(MissingPage);

/** Every address below an organization that no other page has. */
async function MissingPage({ params }: { params: Promise<Scope> }): Promise<never> {
  await guardPage(params);
  return notFound();
}
