import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HelpPage, type HelpPageProps } from "@/app/_server/help-page";
import { MissingEmailsHelp } from "@/components/help/missing-emails-help";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("help.missing-emails");
  return { title: t("title") };
}

export default function MissingEmailsHelpPage({ searchParams }: HelpPageProps) {
  return (
    <HelpPage topic="missing-emails" searchParams={searchParams}>
      {(from) => <MissingEmailsHelp from={from} />}
    </HelpPage>
  );
}
