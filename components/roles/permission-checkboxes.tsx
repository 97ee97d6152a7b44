import { useTranslations } from "next-intl";
import { type PermissionSection, PermissionSections } from "@/components/roles/permission-sections";
import { PERMISSION_GROUPS, type Permission, permissionText, REQUIRED_PERMISSIONS } from "@/lib/permissions";

type PermissionCheckboxesProps = {
  /** The viewer's permissions. Nobody can grant others. */
  readonly grantable: ReadonlySet<Permission>;
  readonly checked?: readonly Permission[];
};

/** Chooses the permissions of a role. */
export function PermissionCheckboxes({ grantable, checked = [] }: PermissionCheckboxesProps) {
  const t = useTranslations();
  const sections = PERMISSION_GROUPS.map(
    ({ noun, permissions }): PermissionSection => ({
      legend: t(`permissions.nouns.${noun}`),
      choices: permissions.map((permission) => ({
        permission,
        label: permissionText(t, permission),
        grantable: grantable.has(permission),
        requires: (REQUIRED_PERMISSIONS[permission] ?? []).map((required) => ({
          permission: required,
          label: permissionText(t, required),
        })),
      })),
    }),
  );
  return <PermissionSections sections={sections} checked={checked} />;
}
