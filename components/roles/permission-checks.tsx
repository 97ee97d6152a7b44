import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { PERMISSION_GROUPS, PERMISSIONS, type Permission } from "@/lib/permissions";

type PermissionChecksProps = {
  /** The viewer's permissions. Nobody can grant others. */
  readonly grantable: ReadonlySet<Permission>;
  readonly checked?: readonly Permission[];
};

export function PermissionChecks({ grantable, checked = [] }: PermissionChecksProps) {
  return (
    <div className="columns-1 gap-4 *:mb-4 *:break-inside-avoid md:columns-2">
      {PERMISSION_GROUPS.map(({ noun, permissions }) => (
        <CheckboxGroup
          key={noun}
          legend={noun}
          name="permissions"
          checked={checked}
          choices={permissions.map((permission) => ({
            value: permission,
            label: PERMISSIONS[permission],
            hint: grantable.has(permission) ? undefined : "You may not do this here yourself.",
            disabled: !grantable.has(permission),
          }))}
        />
      ))}
    </div>
  );
}
