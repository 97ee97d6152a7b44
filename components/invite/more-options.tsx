"use client";

import { useId } from "react";
import { formatHours } from "@/lib/durations";
import { NOTE_LENGTH, OFFERED_LIFETIMES } from "@/lib/invitations";

export type InviteOptions = {
  /** Null for what the organization's settings say. */
  readonly lifetimeHours: number | null;
  readonly note: string;
  /** The last day of the memberships, "2026-12-03"; empty for no end. */
  readonly endsOn: string;
};

export const NO_OPTIONS: InviteOptions = { lifetimeHours: null, note: "", endsOn: "" };

type MoreOptionsProps = {
  readonly options: InviteOptions;
  readonly onChange: (options: InviteOptions) => void;
  readonly defaultHours: number;
  readonly errors: Readonly<Record<string, string>> | undefined;
};

/** What few need: folded away, and unfolded where it holds something that is wrong. */
export function MoreOptions({ options, onChange, defaultHours, errors }: MoreOptionsProps) {
  const id = useId();
  const noteError = errors?.note;
  const endError = errors?.endsOn;
  return (
    <details open={noteError || endError ? true : undefined}>
      <summary className="w-fit rounded-sm py-1 text-link">More options</summary>
      <div className="mt-2 flex flex-col gap-4">
        <div className="text-field">
          <label htmlFor={`${id}-lifetime`} className="label">
            The link works for
          </label>
          <select
            id={`${id}-lifetime`}
            value={options.lifetimeHours ?? ""}
            onChange={({ target }) =>
              onChange({ ...options, lifetimeHours: target.value ? Number(target.value) : null })
            }
            className="input input--full-width h-10 md:h-9"
          >
            <option value="">{formatHours(defaultHours)}, as in the settings</option>
            {OFFERED_LIFETIMES.map((hours) => (
              <option key={hours} value={hours}>
                {formatHours(hours)}
              </option>
            ))}
          </select>
        </div>
        <div className="text-field">
          <label htmlFor={`${id}-end`} className="label">
            Last day as a user
          </label>
          <input
            id={`${id}-end`}
            type="date"
            value={options.endsOn}
            onChange={({ target }) => onChange({ ...options, endsOn: target.value })}
            aria-describedby={`${id}-end-hint`}
            aria-invalid={endError ? true : undefined}
            className="input input--full-width h-10 md:h-9"
          />
          <p
            id={`${id}-end-hint`}
            className={endError ? "text-xs text-danger-soft-foreground" : "description"}
          >
            {endError ?? "The memberships end with this day, by UTC. Leave it empty for no end."}
          </p>
        </div>
        <div className="text-field">
          <label htmlFor={`${id}-note`} className="label">
            Note
          </label>
          <textarea
            id={`${id}-note`}
            rows={3}
            maxLength={NOTE_LENGTH}
            value={options.note}
            onChange={({ target }) => onChange({ ...options, note: target.value })}
            aria-describedby={`${id}-hint`}
            aria-invalid={noteError ? true : undefined}
            className="textarea textarea--full-width"
          />
          <p id={`${id}-hint`} className={noteError ? "text-xs text-danger-soft-foreground" : "description"}>
            {noteError ?? `Plain text for the mail and the page of each, at most ${NOTE_LENGTH} characters.`}
          </p>
        </div>
      </div>
    </details>
  );
}
