import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HelpPage, type HelpPageProps } from "@/app/_server/help-page";
import { HelpIndex } from "@/components/help/help-index";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("help");
  return { title: t("pageTitle") };
}

export default function HelpIndexPage({ searchParams }: HelpPageProps) {
  return <HelpPage searchParams={searchParams}>{(from) => <HelpIndex from={from} />}</HelpPage>;
}
