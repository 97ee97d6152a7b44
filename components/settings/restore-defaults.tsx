import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { DangerItem, DangerZone } from "@/components/ui/danger-zone";
import { Disclosure } from "@/components/ui/disclosure";
import type { FormAction } from "@/components/ui/form-state";
import type { Logo, Settings } from "@/db/settings/get";
import { durationText } from "@/lib/durations";
import { DEFAULT_SETTINGS } from "@/lib/settings";

type RestoreDefaultsProps = {
  readonly settings: Settings;
  readonly logo: Logo | null;
  readonly restore: FormAction;
};

/** Nothing if all settings are the defaults. */
export function RestoreDefaults({ settings, logo, restore }: RestoreDefaultsProps) {
  const t = useTranslations("settings.defaults");
  const common = useTranslations("common");
  if (isDefault(settings, logo)) return null;
  return (
    <DangerZone>
      <DangerItem
        action={
          <div className="basis-full">
            <Disclosure label={t("restore")} variant="danger-outline">
              <p>
                {t("consequences", {
                  lifetime: durationText(common, DEFAULT_SETTINGS.lifetimeHours),
                  idle: durationText(common, DEFAULT_SETTINGS.sessionIdleHours),
                })}
              </p>
              <ActionForm action={restore} submitLabel={t("submit")} variant="danger" />
            </Disclosure>
          </div>
        }
      >
        {t("hint")}
      </DangerItem>
    </DangerZone>
  );
}

function isDefault(settings: Settings, logo: Logo | null): boolean {
  const { lifetimeHours, sessionIdleHours, senderName, color, timeZone, defaultLanguage } = settings;
  const durations =
    lifetimeHours === DEFAULT_SETTINGS.lifetimeHours &&
    sessionIdleHours === DEFAULT_SETTINGS.sessionIdleHours;
  const readers =
    timeZone === DEFAULT_SETTINGS.timeZone && defaultLanguage === DEFAULT_SETTINGS.defaultLanguage;
  return durations && readers && senderName === null && color === null && logo === null;
}
