"use client";

import { useTranslations } from "next-intl";
import { Details } from "@/components/ui/details";
import { LastDayField } from "@/components/ui/last-day-field";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { durationText } from "@/lib/durations";
import { NOTE_LENGTH, OFFERED_LIFETIMES } from "@/lib/invitations";

export type InviteOptions = {
  /** Null for the lifetime of the organization's settings. */
  readonly lifetimeHours: number | null;
  readonly note: string;
  /** The last day of the memberships, like "2026-12-03". Empty for no end. */
  readonly endsOn: string;
};

export const NO_OPTIONS: InviteOptions = { lifetimeHours: null, note: "", endsOn: "" };

type MoreOptionsProps = {
  readonly options: InviteOptions;
  readonly onChange: (options: InviteOptions) => void;
  readonly defaultHours: number;
  readonly errors: Readonly<Record<string, string>> | undefined;
};

/** Opens by itself if one of its fields has an error. */
export function MoreOptions({ options, onChange, defaultHours, errors }: MoreOptionsProps) {
  const t = useTranslations("invite.options");
  return (
    <Details
      label={t("title")}
      open={errors?.note || errors?.endsOn ? true : undefined}
      className="py-1 text-link"
    >
      <div className="mt-2 flex flex-col gap-4">
        <Select
          label={t("lifetime.label")}
          compact
          value={options.lifetimeHours ?? ""}
          onChange={({ target }) =>
            onChange({ ...options, lifetimeHours: target.value ? Number(target.value) : null })
          }
        >
          <LifetimeOptions defaultHours={defaultHours} />
        </Select>
        <LastDayField
          compact
          value={options.endsOn}
          onChange={({ target }) => onChange({ ...options, endsOn: target.value })}
          error={errors?.endsOn}
        />
        <TextArea
          label={t("note.label")}
          compact
          maxLength={NOTE_LENGTH}
          value={options.note}
          onChange={({ target }) => onChange({ ...options, note: target.value })}
          hint={t("note.hint", { max: NOTE_LENGTH })}
          error={errors?.note}
        />
      </div>
    </Details>
  );
}

/** The options of a select for the lifetime of a link. The first has an empty value. */
export function LifetimeOptions({ defaultHours }: { readonly defaultHours: number }) {
  const t = useTranslations("invite.options.lifetime");
  const common = useTranslations("common");
  return (
    <>
      <option value="">{t("default", { lifetime: durationText(common, defaultHours) })}</option>
      {OFFERED_LIFETIMES.map((hours) => (
        <option key={hours} value={hours}>
          {durationText(common, hours)}
        </option>
      ))}
    </>
  );
}
