"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ColorField } from "@/components/settings/color-field";
import { DurationField } from "@/components/settings/duration-field";
import { SettingsSection } from "@/components/settings/settings-section";
import type { FormAction } from "@/components/ui/form-state";
import { LanguageSelect } from "@/components/ui/language-select";
import { SaveForm } from "@/components/ui/save-form";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { Settings } from "@/db/settings/get";
import { ORGANIZATION_NAME_LENGTH, SENDER_NAME_LENGTH } from "@/lib/settings";

type Entered = { readonly name: string; readonly senderName: string; readonly color: string };

type SettingsFormProps = {
  readonly settings: Settings;
  readonly edit: FormAction;
  /** From the server, because browsers know other lists of time zones. */
  readonly timeZoneOptions: ReactNode;
  /** The entered color. Null while the text isn't a color. */
  readonly color: string | null;
  readonly onEnter: (entered: Partial<Entered>) => void;
};

/** Submits the values that it showed, so that unchanged fields don't undo what somebody else changes meanwhile. */
export function SettingsForm({ settings, edit, timeZoneOptions, color, onEnter }: SettingsFormProps) {
  const t = useTranslations("settings.form");
  const sections = useTranslations("settings.sections");
  const shown = JSON.stringify(settings);
  const saved = {
    name: settings.name,
    senderName: settings.senderName ?? "",
    color: settings.color ?? "",
  };
  return (
    <SaveForm action={edit} saved={shown} isLong onDiscard={() => onEnter(saved)}>
      <input type="hidden" name="shown" value={shown} />
      <div className="flex flex-col gap-8">
        <SettingsSection id="general" title={sections("general")}>
          <div className="card p-card flex flex-col gap-4">
            <TextField
              label={t("name.label")}
              name="name"
              defaultValue={saved.name}
              onChange={(event) => onEnter({ name: event.target.value })}
              maxLength={ORGANIZATION_NAME_LENGTH}
              required
              autoComplete="off"
            />
            <LanguageSelect
              label={t("language.label")}
              name="defaultLanguage"
              hint={t("language.hint")}
              defaultValue={settings.defaultLanguage}
            />
            <Select
              label={t("timeZone.label")}
              hint={t("timeZone.hint")}
              name="timeZone"
              defaultValue={settings.timeZone}
            >
              {timeZoneOptions}
            </Select>
          </div>
        </SettingsSection>
        <SettingsSection id="invitations" title={sections("invitations")}>
          <div className="card p-card flex flex-col gap-4">
            <DurationField
              label={t("lifetime.label")}
              name="lifetime"
              hours={settings.lifetimeHours}
              hint={t("lifetime.hint")}
            />
            <DurationField
              label={t("idle.label")}
              name="sessionIdle"
              hours={settings.sessionIdleHours}
              hint={t("idle.hint")}
            />
          </div>
        </SettingsSection>
        <SettingsSection id="branding" title={sections("branding")}>
          <div className="card p-card flex flex-col gap-4">
            <TextField
              label={t("sender.label")}
              name="senderName"
              hint={t("sender.hint")}
              defaultValue={saved.senderName}
              onChange={(event) => onEnter({ senderName: event.target.value })}
              maxLength={SENDER_NAME_LENGTH}
              autoComplete="off"
            />
            <ColorField saved={settings.color} color={color} onEnter={(text) => onEnter({ color: text })} />
          </div>
        </SettingsSection>
      </div>
    </SaveForm>
  );
}
