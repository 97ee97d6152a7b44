import { useTranslations } from "next-intl";
import { PlainPage } from "@/components/ui/plain-page";
import { HELP_TOPICS, helpPath } from "@/lib/help";

export function HelpIndex() {
  const t = useTranslations("help");
  return (
    <PlainPage title={t("title")} wide>
      <p className="text-base text-muted">{t("intro")}</p>
      <ul className="card divide-y divide-separator">
        {HELP_TOPICS.map((topic) => (
          <li key={topic} className="flex flex-col items-start gap-0.5 px-5 py-4">
            <a href={helpPath(topic)} className="link text-base font-medium">
              {t(`${topic}.title`)}
            </a>
            <p className="text-muted">{t(`${topic}.summary`)}</p>
          </li>
        ))}
      </ul>
      <a href="/" className="link self-start">
        {t("home")}
      </a>
    </PlainPage>
  );
}
