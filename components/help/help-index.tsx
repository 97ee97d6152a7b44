import { useTranslations } from "next-intl";
import { HELP_TOPICS, helpPath } from "@/lib/help";

export type HelpProps = {
  /** The page of a console, to which links between the articles keep the way back. Null for a plain page. */
  readonly from: string | null;
};

export function HelpIndex({ from }: HelpProps) {
  const t = useTranslations("help");
  return (
    <>
      <p className="text-base text-muted">{t("intro")}</p>
      <ul className="card divide-y divide-separator">
        {HELP_TOPICS.map((topic) => (
          <li key={topic} className="flex flex-col items-start gap-0.5 p-card">
            <a href={helpPath(topic, from)} className="link text-base font-medium">
              {t(`${topic}.title`)}
            </a>
            <p className="text-muted">{t(`${topic}.summary`)}</p>
          </li>
        ))}
      </ul>
      {!from && (
        <a href="/" className="link self-start">
          {t("home")}
        </a>
      )}
    </>
  );
}
