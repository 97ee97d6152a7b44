import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HelpPage, type HelpPageProps } from "@/app/_server/help-page";
import { PermissionsHelp } from "@/components/help/permissions-help";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("help.permissions");
  return { title: t("title") };
}

export default function PermissionsHelpPage({ searchParams }: HelpPageProps) {
  return (
    <HelpPage topic="permissions" searchParams={searchParams}>
      {(from) => <PermissionsHelp from={from} />}
    </HelpPage>
  );
}
