"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { BrandPreview } from "@/components/settings/brand-preview";
import { LogoForm } from "@/components/settings/logo-form";
import { SettingsForm } from "@/components/settings/settings-form";
import { TestEmail } from "@/components/settings/test-email";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Disclosure } from "@/components/ui/disclosure";
import type { Logo, Settings } from "@/db/settings/get";
import { isColor } from "@/lib/color";
import { durationText } from "@/lib/durations";
import { DEFAULT_SETTINGS } from "@/lib/settings";

type SettingsEditorProps = {
  readonly settings: Settings;
  readonly logo: Logo | null;
  readonly timeZoneOptions: ReactNode;
  readonly edit: FormAction;
  readonly editLogo: FormAction;
  readonly removeLogo: FormAction;
  readonly restoreDefaults: FormAction;
  readonly sendTestEmail: FormAction;
  /** The viewer's email address. */
  readonly email: string | null;
  readonly emailHref: string;
};

/** The forms, beside a preview of the emails and the acceptance page with the entered values. */
export function SettingsEditor({ settings, logo, email, emailHref, ...actions }: SettingsEditorProps) {
  const { name, senderName, color } = settings;
  const [entered, enter] = useDraft({ name, senderName: senderName ?? "", color: color ?? "" });
  const [picked, pick] = useDraft({ src: logo?.src ?? null });
  const enteredColor = entered.color.trim().toLowerCase();
  const validColor = isColor(enteredColor) ? enteredColor : null;
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-8">
        <SettingsForm
          settings={settings}
          edit={actions.edit}
          timeZoneOptions={actions.timeZoneOptions}
          color={validColor}
          onEnter={enter}
        />
        <LogoForm
          name={name}
          logo={logo}
          edit={actions.editLogo}
          remove={actions.removeLogo}
          onPick={(src) => pick({ src: src ?? logo?.src ?? null })}
        />
        <TestEmail email={email} send={actions.sendTestEmail} />
        {!isDefault(settings, logo) && <Defaults restore={actions.restoreDefaults} />}
      </div>
      <BrandPreview
        emailHref={emailHref}
        name={entered.name.trim() || name}
        senderName={entered.senderName.trim() || null}
        color={validColor}
        logo={picked.src === null ? null : { src: picked.src }}
      />
    </div>
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

function Defaults({ restore }: { readonly restore: FormAction }) {
  const t = useTranslations("settings.defaults");
  const common = useTranslations("common");
  return (
    <section aria-labelledby="defaults" className="flex flex-col items-start gap-4">
      <h2 id="defaults" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <Disclosure label={t("restore")}>
        <p>
          {t("consequences", {
            lifetime: durationText(common, DEFAULT_SETTINGS.lifetimeHours),
            idle: durationText(common, DEFAULT_SETTINGS.sessionIdleHours),
          })}
        </p>
        <ActionForm action={restore} submitLabel={t("submit")} variant="danger" />
      </Disclosure>
    </section>
  );
}

/** Merges entered values into saved ones. Forgets them when the saved ones change. */
function useDraft<T extends object>(saved: T): [T, (entered: Partial<T>) => void] {
  const key = JSON.stringify(saved);
  const [draft, setDraft] = useState<{ key: string; entered: Partial<T> }>({ key, entered: {} });
  const entered = draft.key === key ? draft.entered : {};
  return [{ ...saved, ...entered }, (more) => setDraft({ key, entered: { ...entered, ...more } })];
}
