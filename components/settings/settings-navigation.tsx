import { useTranslations } from "next-intl";
import { SETTINGS_SECTIONS, type SettingsSectionId } from "./settings-section";

type SettingsNavigationProps = { readonly sections?: readonly SettingsSectionId[] };

/** Leads to the sections of the page. */
export function SettingsNavigation({ sections = SETTINGS_SECTIONS }: SettingsNavigationProps) {
  const t = useTranslations("settings");
  return (
    <nav
      aria-label={t("sections.label")}
      className="fade-inline-edges -mx-1 scroll-px-16 overflow-x-auto px-1 lg:overflow-visible"
    >
      <ul className="flex gap-x-4 whitespace-nowrap lg:flex-wrap">
        {sections.map((id) => (
          <li key={id}>
            <a href={`#${id}`} className={LINK}>
              {t(`sections.${id}`)}
            </a>
          </li>
        ))}
        <li className="lg:hidden">
          <a href="#preview" className={LINK}>
            {t("preview.title")}
          </a>
        </li>
      </ul>
    </nav>
  );
}

const LINK = "flex min-h-11 items-center rounded-sm text-muted hover:text-foreground md:min-h-8";
