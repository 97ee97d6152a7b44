import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HelpPage, type HelpPageProps } from "@/app/_server/help-page";
import { ParentUsersHelp } from "@/components/help/parent-users-help";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("help.parent-users");
  return { title: t("title") };
}

export default function ParentUsersHelpPage({ searchParams }: HelpPageProps) {
  return (
    <HelpPage topic="parent-users" searchParams={searchParams}>
      {(from) => <ParentUsersHelp from={from} />}
    </HelpPage>
  );
}
