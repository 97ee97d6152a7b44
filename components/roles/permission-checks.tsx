import { useTranslations } from "next-intl";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { PERMISSION_GROUPS, type Permission, permissionText } from "@/lib/permissions";

type PermissionChecksProps = {
  /** The viewer's permissions. Nobody can grant others. */
  readonly grantable: ReadonlySet<Permission>;
  readonly checked?: readonly Permission[];
};

export function PermissionChecks({ grantable, checked = [] }: PermissionChecksProps) {
  const t = useTranslations();
  return (
    <div className="columns-1 gap-4 *:mb-4 *:break-inside-avoid md:columns-2">
      {PERMISSION_GROUPS.map(({ noun, permissions }) => (
        <CheckboxGroup
          key={noun}
          legend={t(`permissions.nouns.${noun}`)}
          name="permissions"
          checked={checked}
          choices={permissions.map((permission) => ({
            value: permission,
            label: permissionText(t, permission),
            hint: grantable.has(permission) ? undefined : t("roles.fields.notGrantable"),
            disabled: !grantable.has(permission),
          }))}
        />
      ))}
    </div>
  );
}
