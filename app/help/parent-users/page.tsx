import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ParentUsersHelp } from "@/components/help/parent-users-help";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("help.parent-users");
  return { title: t("title") };
}

export default function ParentUsersHelpPage() {
  return <ParentUsersHelp />;
}
