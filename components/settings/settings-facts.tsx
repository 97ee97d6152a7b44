import { useTranslations } from "next-intl";
import { BrandPreview } from "@/components/settings/brand-preview";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Logo } from "@/components/ui/logo";
import { Name } from "@/components/ui/name";
import type { Logo as LogoImage, Settings } from "@/db/settings/get";
import { LOCALE_NAMES } from "@/i18n/locale";
import { durationText } from "@/lib/durations";

type SettingsFactsProps = {
  readonly settings: Settings;
  readonly logo: LogoImage | null;
  readonly emailHref: string;
};

/** For viewers who can't change the settings. */
export function SettingsFacts({ settings, logo, emailHref }: SettingsFactsProps) {
  const t = useTranslations("settings.facts");
  const common = useTranslations("common");
  const { name, lifetimeHours, sessionIdleHours, senderName, color, defaultLanguage } = settings;
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <DescriptionList>
        <DescriptionItem term={t("name")}>
          <Name>{name}</Name>
        </DescriptionItem>
        <DescriptionItem term={t("lifetime.label")}>
          {t("lifetime.text", { duration: durationText(common, lifetimeHours) })}
        </DescriptionItem>
        <DescriptionItem term={t("idle.label")}>
          {t("idle.text", { duration: durationText(common, sessionIdleHours) })}
        </DescriptionItem>
        <DescriptionItem term={t("sender.label")}>
          {senderName ? <Name>{senderName}</Name> : <span className="text-muted">{t("sender.default")}</span>}
        </DescriptionItem>
        <DescriptionItem term={t("language")}>
          <span lang={defaultLanguage}>{LOCALE_NAMES[defaultLanguage]}</span>
        </DescriptionItem>
        <DescriptionItem term={t("timeZone")}>{settings.timeZone.replaceAll("_", " ")}</DescriptionItem>
        <DescriptionItem term={t("color.label")}>
          {color ? <code>{color}</code> : <span className="text-muted">{t("color.default")}</span>}
        </DescriptionItem>
        <DescriptionItem term={t("logo.label")}>
          {logo ? <Logo logo={logo} name={name} /> : <span className="text-muted">{t("logo.none")}</span>}
        </DescriptionItem>
      </DescriptionList>
      <BrandPreview {...settings} logo={logo} emailHref={emailHref} />
    </div>
  );
}
