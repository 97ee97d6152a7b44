import { useTranslations } from "next-intl";
import { PermissionCheckboxes } from "@/components/roles/permission-checkboxes";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { Permission } from "@/lib/permissions";

type RoleValues = {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
};

type RoleFieldsProps = {
  readonly grantable: ReadonlySet<Permission>;
  /** What the fields show at first. */
  readonly role?: RoleValues | undefined;
};

export function RoleFields({ grantable, role }: RoleFieldsProps) {
  const t = useTranslations("roles.fields");
  return (
    <>
      <div className="flex max-w-xl flex-col gap-4">
        <TextField
          label={t("name")}
          name="name"
          defaultValue={role?.name}
          autoComplete="off"
          maxLength={120}
          required
        />
        <TextArea
          label={t("description")}
          name="description"
          defaultValue={role?.description}
          maxLength={500}
        />
      </div>
      <PermissionCheckboxes grantable={grantable} checked={role?.permissions ?? []} />
    </>
  );
}
