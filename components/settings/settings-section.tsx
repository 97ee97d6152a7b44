import type { ReactNode } from "react";

export const SETTINGS_SECTIONS = [
  "general",
  "invitations",
  "branding",
  "logo",
  "testEmail",
  "addresses",
  "editors",
] as const;

export type SettingsSectionId = (typeof SETTINGS_SECTIONS)[number];

type SettingsSectionProps = {
  readonly id: SettingsSectionId;
  readonly title: string;
  readonly children: ReactNode;
};

/** A part of the settings, to which the navigation at the top of the page leads. */
export function SettingsSection({ id, title, children }: SettingsSectionProps) {
  return (
    <section
      id={id}
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      className="flex min-w-0 flex-col gap-3 outline-none"
    >
      <h2 id={`${id}-title`} className="text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
