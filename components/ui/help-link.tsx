"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type HelpTopic, helpPath } from "@/lib/help";
import { richText } from "./rich-text";

/** "Learn more about permissions". Opens in a new tab, so that nothing is lost that was entered on the page. */
export function HelpLink({ topic }: { readonly topic: HelpTopic }) {
  const t = useTranslations("common.help");
  return (
    <a href={helpPath(topic, usePathname())} target="_blank" rel="noopener" className="link">
      {t.rich(topic, richText)}
    </a>
  );
}
