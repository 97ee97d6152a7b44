import { useTranslations } from "next-intl";
import { SettingsSection } from "@/components/settings/settings-section";
import { Name } from "@/components/ui/name";
import { richText } from "@/components/ui/rich-text";
import type { Editors } from "@/db/settings/get";

type Named = { readonly id: string; readonly name: string };

type SettingsEditorsProps = {
  readonly editors: readonly Editors[];
  /** Organizations whose administrators can work here. */
  readonly ancestors: readonly Named[];
};

export function SettingsEditors({ editors, ancestors }: SettingsEditorsProps) {
  const t = useTranslations("settings.editors");
  return (
    <SettingsSection id="editors" title={t("title")}>
      <ul className="card divide-y divide-separator">
        {editors.map(({ role, groups }) => (
          <li key={role} className="px-card py-2.5">
            {groups.length === 0
              ? t.rich("withoutGroups", { ...richText, role })
              : t.rich("groups", {
                  ...richText,
                  role,
                  groups: () => <Names of={groups.map((name) => ({ id: name, name }))} />,
                })}
          </li>
        ))}
        {ancestors.length > 0 && (
          <li className="px-card py-2.5">
            {t.rich("ancestors", { organizations: () => <Names of={ancestors} /> })}
          </li>
        )}
      </ul>
    </SettingsSection>
  );
}

function Names({ of }: { readonly of: readonly Named[] }) {
  const t = useTranslations("common");
  return of.map(({ id, name }, at) => (
    <span key={id}>
      {at > 0 && <span>{t("listSeparator")}</span>}
      <Name className="font-medium">{name}</Name>
    </span>
  ));
}
