"use client";

import { type ReactNode, useState } from "react";
import { BrandPreview } from "@/components/settings/brand-preview";
import { LogoForm } from "@/components/settings/logo-form";
import { SettingsForm } from "@/components/settings/settings-form";
import { TestEmail } from "@/components/settings/test-email";
import type { FormAction } from "@/components/ui/form-state";
import type { Logo, Settings } from "@/db/settings/get";
import { isColor } from "@/lib/color";

type SettingsEditorProps = {
  readonly settings: Settings;
  readonly logo: Logo | null;
  readonly timeZoneOptions: ReactNode;
  readonly edit: FormAction;
  readonly editLogo: FormAction;
  readonly removeLogo: FormAction;
  readonly sendTestEmail: FormAction;
  /** The viewer's email address. */
  readonly email: string | null;
  readonly emailHref: string;
};

/** The forms, and a preview of the emails and the acceptance page with the entered values, on phones right below the branding. */
export function SettingsEditor({ settings, logo, email, emailHref, ...actions }: SettingsEditorProps) {
  const { name, senderName, color } = settings;
  const [entered, enter] = useDraft({ name, senderName: senderName ?? "", color: color ?? "" });
  const [picked, pick] = useDraft({ src: logo?.src ?? null });
  const enteredColor = entered.color.trim().toLowerCase();
  const validColor = isColor(enteredColor) ? enteredColor : null;
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <SettingsForm
        settings={settings}
        edit={actions.edit}
        timeZoneOptions={actions.timeZoneOptions}
        color={validColor}
        onEnter={enter}
      />
      <BrandPreview
        emailHref={emailHref}
        name={entered.name.trim() || name}
        senderName={entered.senderName.trim() || null}
        color={validColor}
        logo={picked.src === null ? null : { src: picked.src }}
      />
      <div className="flex min-w-0 flex-col gap-8">
        <LogoForm
          organizationName={name}
          logo={logo}
          edit={actions.editLogo}
          remove={actions.removeLogo}
          onPreview={(src) => pick({ src: src ?? logo?.src ?? null })}
        />
        <TestEmail email={email} send={actions.sendTestEmail} />
      </div>
    </div>
  );
}

/** Merges entered values into saved ones. Forgets them when the saved ones change. */
function useDraft<T extends object>(saved: T): [T, (entered: Partial<T>) => void] {
  const key = JSON.stringify(saved);
  const [draft, setDraft] = useState<{ key: string; entered: Partial<T> }>({ key, entered: {} });
  const entered = draft.key === key ? draft.entered : {};
  return [{ ...saved, ...entered }, (more) => setDraft({ key, entered: { ...entered, ...more } })];
}
