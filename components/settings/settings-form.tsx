"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ColorField } from "@/components/settings/color-field";
import { DurationField } from "@/components/settings/duration-field";
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
  const shown = JSON.stringify(settings);
  const saved = {
    name: settings.name,
    senderName: settings.senderName ?? "",
    color: settings.color ?? "",
  };
  return (
    <SaveForm action={edit} saved={shown} onDiscard={() => onEnter(saved)}>
      <input type="hidden" name="shown" value={shown} />
      <TextField
        label={t("name.label")}
        name="name"
        defaultValue={saved.name}
        onChange={(event) => onEnter({ name: event.target.value })}
        maxLength={ORGANIZATION_NAME_LENGTH}
        required
        autoComplete="off"
      />
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
      <TextField
        label={t("sender.label")}
        name="senderName"
        hint={t("sender.hint")}
        defaultValue={saved.senderName}
        onChange={(event) => onEnter({ senderName: event.target.value })}
        maxLength={SENDER_NAME_LENGTH}
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
      <ColorField saved={settings.color} color={color} onEnter={(text) => onEnter({ color: text })} />
    </SaveForm>
  );
}
