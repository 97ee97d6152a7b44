"use client";

import { ColorField } from "@/components/settings/color-field";
import { DurationField } from "@/components/settings/duration-field";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/text-field";
import type { Settings } from "@/db/settings/get";
import { ORGANIZATION_NAME_LENGTH, SENDER_NAME_LENGTH } from "@/lib/settings";

type Entered = { readonly name: string; readonly senderName: string; readonly color: string };

type SettingsFormProps = {
  readonly settings: Settings;
  readonly edit: FormAction;
  /** The entered color. Null while the text isn't a color. */
  readonly color: string | null;
  readonly onEnter: (entered: Partial<Entered>) => void;
};

/** Submits the values that it showed, so that unchanged fields don't undo what somebody else changes meanwhile. */
export function SettingsForm({ settings, edit, color, onEnter }: SettingsFormProps) {
  const shown = JSON.stringify(settings);
  return (
    <ActionForm action={edit} submitLabel="Save settings">
      <div key={shown} className="flex flex-col gap-4">
        <input type="hidden" name="shown" value={shown} />
        <TextField
          label="Name of the organization"
          name="name"
          defaultValue={settings.name}
          onChange={(event) => onEnter({ name: event.target.value })}
          maxLength={ORGANIZATION_NAME_LENGTH}
          required
          autoComplete="off"
        />
        <DurationField
          label="Link lifetime"
          name="lifetime"
          hours={settings.lifetimeHours}
          hint="From 1 hour to 30 days, counted from the sending of the mail. What you change holds for invitations from then on; those that exist keep the time with which they were made."
        />
        <DurationField
          label="Idle timeout"
          name="sessionIdle"
          hours={settings.sessionIdleHours}
          hint="From 1 hour to 7 days. Users managed by this organization are signed out after this long without activity. A change takes effect immediately."
        />
        <TextField
          label="Sender of the invitations"
          name="senderName"
          hint="From whom the mails say that they are. Empty is the name of the organization; the address stays Usher's."
          defaultValue={settings.senderName ?? ""}
          onChange={(event) => onEnter({ senderName: event.target.value })}
          maxLength={SENDER_NAME_LENGTH}
          autoComplete="off"
        />
        <ColorField saved={settings.color} color={color} onEnter={(text) => onEnter({ color: text })} />
      </div>
    </ActionForm>
  );
}
