import { useTranslations } from "next-intl";
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
    <section aria-labelledby="editors" className="flex flex-col gap-2">
      <h2 id="editors" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <ul className="card divide-y divide-separator">
        {editors.map(({ role, groups }) => (
          <li key={role} className="px-4 py-2.5">
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
          <li className="px-4 py-2.5">
            {t.rich("ancestors", { organizations: () => <Names of={ancestors} /> })}
          </li>
        )}
      </ul>
    </section>
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
