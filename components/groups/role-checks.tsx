import { CheckboxGroup } from "@/components/ui/checkbox-group";
import type { RoleChoice } from "@/db/roles/types";
import { PERMISSIONS } from "@/lib/permissions";

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
        hint: <RolePermissions {...choice} />,
        disabled: !choice.grantable,
      }))}
    />
  );
}

const MAX_PERMISSIONS = 3;

function RolePermissions({ isAdministrator, permissions, grantable }: RoleChoice) {
  if (!grantable) return "It allows more than you may do here yourself.";
  if (isAdministrator) return "Everything.";
  if (permissions.length === 0) return "Nothing.";
  const more = permissions.length - MAX_PERMISSIONS;
  const sentences = permissions.slice(0, MAX_PERMISSIONS).map((permission) => PERMISSIONS[permission]);
  return `${sentences.join(". ")}${more > 0 ? `. And ${more} more` : ""}.`;
}
