import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PermissionsHelp } from "@/components/help/permissions-help";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("help.permissions");
  return { title: t("title") };
}

export default function PermissionsHelpPage() {
  return <PermissionsHelp />;
}
