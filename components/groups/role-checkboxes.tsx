import { useTranslations } from "next-intl";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { Name } from "@/components/ui/name";
import type { RoleChoice } from "@/db/roles/types";
import { permissionText } from "@/lib/permissions";

type RoleCheckboxesProps = { readonly legend: string; readonly choices: readonly RoleChoice[] };

/** A checkbox for each role that a group can have. */
export function RoleCheckboxes({ legend, choices }: RoleCheckboxesProps) {
  return (
    <CheckboxGroup
      legend={legend}
      name="roleIds"
      checked={choices.filter(({ assigned }) => assigned).map(({ id }) => id)}
      choices={choices.map((choice) => ({
        value: choice.id,
        label: choice.name,
        hint: <RoleHint {...choice} />,
        disabled: !choice.grantable,
      }))}
    />
  );
}

function RoleHint(choice: RoleChoice) {
  return (
    <>
      {choice.description && <Name className="block">{choice.description}</Name>}
      <span className="block">
        <RolePermissions {...choice} />
      </span>
    </>
  );
}

const MAX_SHOWN = 3;

function RolePermissions({ isAdministrator, permissions, grantable }: RoleChoice) {
  const t = useTranslations();
  if (!grantable) return t("groups.roles.notGrantable");
  if (isAdministrator) return t("groups.roles.allPermissions");
  if (permissions.length === 0) return t("groups.roles.noPermissions");
  const shown = permissions.slice(0, MAX_SHOWN).map((permission) => permissionText(t, permission));
  const names = shown.join(" · "); // each begins with a capital letter, so they aren't words of one sentence
  const count = permissions.length - shown.length;
  return count > 0 ? t("common.andMore", { names, count }) : names;
}
