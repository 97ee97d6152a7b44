import { useTranslations } from "next-intl";
import { SETTINGS_SECTIONS, type SettingsSectionId } from "./settings-section";

type SettingsNavigationProps = { readonly sections?: readonly SettingsSectionId[] };

/** Leads to the sections of the page. */
export function SettingsNavigation({ sections = SETTINGS_SECTIONS }: SettingsNavigationProps) {
  const t = useTranslations("settings");
  return (
    <nav aria-label={t("sections.label")} className="-mx-1 overflow-x-auto px-1 lg:overflow-visible">
      <ul className="flex gap-x-4 whitespace-nowrap lg:flex-wrap">
        {sections.map((id) => (
          <li key={id}>
            <a href={`#${id}`} className="link flex min-h-11 items-center md:min-h-8">
              {t(`sections.${id}`)}
            </a>
          </li>
        ))}
        <li className="lg:hidden">
          <a href="#preview" className="link flex min-h-11 items-center md:min-h-8">
            {t("preview.title")}
          </a>
        </li>
      </ul>
    </nav>
  );
}
