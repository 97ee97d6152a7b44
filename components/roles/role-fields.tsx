import { useTranslations } from "next-intl";
import { PermissionChecks } from "@/components/roles/permission-checks";
import { TextField } from "@/components/ui/text-field";
import type { Permission } from "@/lib/permissions";

type RoleFieldsProps = {
  readonly grantable: ReadonlySet<Permission>;
  readonly role?: { readonly name: string; readonly permissions: readonly Permission[] };
};

export function RoleFields({ grantable, role }: RoleFieldsProps) {
  const t = useTranslations("roles.fields");
  return (
    <>
      <div className="max-w-xl">
        <TextField
          label={t("name")}
          name="name"
          defaultValue={role?.name}
          autoComplete="off"
          maxLength={120}
          required
        />
      </div>
      <PermissionChecks grantable={grantable} checked={role?.permissions ?? []} />
    </>
  );
}
