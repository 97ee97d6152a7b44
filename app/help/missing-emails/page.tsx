import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MissingEmailsHelp } from "@/components/help/missing-emails-help";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("help.missing-emails");
  return { title: t("title") };
}

export default function MissingEmailsHelpPage() {
  return <MissingEmailsHelp />;
}
