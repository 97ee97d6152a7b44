import { useTranslations } from "next-intl";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { Name } from "@/components/ui/name";
import type { RoleChoice } from "@/db/roles/types";
import { permissionText } from "@/lib/permissions";

type RoleChecksProps = { readonly legend: string; readonly choices: readonly RoleChoice[] };

/** Chooses the roles of a group. */
export function RoleChecks({ legend, choices }: RoleChecksProps) {
  return (
    <CheckboxGroup
      legend={legend}
      name="roleIds"
      checked={choices.filter(({ given }) => given).map(({ id }) => id)}
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

const MAX_PERMISSIONS = 3;

function RolePermissions({ isAdministrator, permissions, grantable }: RoleChoice) {
  const t = useTranslations();
  if (!grantable) return t("groups.roles.notGrantable");
  if (isAdministrator) return t("groups.roles.allPermissions");
  if (permissions.length === 0) return t("groups.roles.noPermissions");
  const shown = permissions.slice(0, MAX_PERMISSIONS).map((permission) => permissionText(t, permission));
  const names = shown.join(t("common.listSeparator"));
  const count = permissions.length - shown.length;
  return count > 0 ? t("common.andMore", { names, count }) : names;
}
