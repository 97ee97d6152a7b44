"use client";

import { useState } from "react";
import { BrandPreview } from "@/components/settings/brand-preview";
import { LogoForm } from "@/components/settings/logo-form";
import { SettingsForm } from "@/components/settings/settings-form";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Disclosure } from "@/components/ui/disclosure";
import type { Logo, Settings } from "@/db/settings/get";
import { isColor } from "@/lib/color";
import { formatHours } from "@/lib/durations";
import { DEFAULT_SETTINGS } from "@/lib/settings";

type SettingsEditorProps = {
  readonly settings: Settings;
  readonly logo: Logo | null;
  readonly edit: FormAction;
  readonly editLogo: FormAction;
  readonly removeLogo: FormAction;
  readonly restoreDefaults: FormAction;
};

/** The forms, beside a preview of the emails and the acceptance page with the entered values. */
export function SettingsEditor({ settings, logo, ...actions }: SettingsEditorProps) {
  const { name, senderName, color } = settings;
  const [entered, enter] = useDraft({ name, senderName: senderName ?? "", color: color ?? "" });
  const [picked, pick] = useDraft({ src: logo?.src ?? null });
  const enteredColor = entered.color.trim().toLowerCase();
  const validColor = isColor(enteredColor) ? enteredColor : null;
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-8">
        <SettingsForm settings={settings} edit={actions.edit} color={validColor} onEnter={enter} />
        <LogoForm
          name={name}
          logo={logo}
          edit={actions.editLogo}
          remove={actions.removeLogo}
          onPick={(src) => pick({ src: src ?? logo?.src ?? null })}
        />
        {!isDefault(settings, logo) && <Defaults restore={actions.restoreDefaults} />}
      </div>
      <BrandPreview
        name={entered.name.trim() || name}
        senderName={entered.senderName.trim() || null}
        color={validColor}
        logo={picked.src === null ? null : { src: picked.src }}
      />
    </div>
  );
}

function isDefault(settings: Settings, logo: Logo | null): boolean {
  const { lifetimeHours, sessionIdleHours, senderName, color } = settings;
  const durations =
    lifetimeHours === DEFAULT_SETTINGS.lifetimeHours &&
    sessionIdleHours === DEFAULT_SETTINGS.sessionIdleHours;
  return durations && senderName === null && color === null && logo === null;
}

function Defaults({ restore }: { readonly restore: FormAction }) {
  return (
    <section aria-label="Defaults" className="flex flex-col items-start gap-4">
      <h2 className="text-lg font-semibold">Defaults</h2>
      <Disclosure label="Put back the defaults">
        <p>
          Links will live {formatHours(DEFAULT_SETTINGS.lifetimeHours)} again, sessions will end after{" "}
          {formatHours(DEFAULT_SETTINGS.sessionIdleHours)} without activity, mails will come from the
          organization's name, and the colour and the logo will be gone. The name of the organization stays.
        </p>
        <ActionForm action={restore} submitLabel="Put them back" variant="danger" />
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
