import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { PERMISSION_GROUPS, PERMISSIONS, type Permission } from "@/lib/permissions";

type PermissionChecksProps = {
  /** What the reader may do here: nobody gives more. */
  readonly own: ReadonlySet<Permission>;
  readonly checked?: readonly Permission[];
};

export function PermissionChecks({ own, checked = [] }: PermissionChecksProps) {
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
            hint: own.has(permission) ? undefined : "You may not do this here yourself.",
            disabled: !own.has(permission),
          }))}
        />
      ))}
    </div>
  );
}
