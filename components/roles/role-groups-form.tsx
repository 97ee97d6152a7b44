import { useTranslations } from "next-intl";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import type { FormAction } from "@/components/ui/form-state";
import { SaveForm } from "@/components/ui/save-form";
import type { RoleGroupChoice } from "@/db/roles/types";
import { upTo } from "@/lib/plural";

type RoleGroupsFormProps = {
  readonly role: { readonly id: string; readonly grantable: boolean };
  readonly choices: readonly RoleGroupChoice[];
  readonly action: FormAction;
};

export function RoleGroupsForm({ role, choices, action }: RoleGroupsFormProps) {
  const assigned = choices.filter((choice) => choice.assigned).map(({ id }) => id);
  const t = useTranslations("roles.groups");
  const common = useTranslations("common");
  return (
    <SaveForm action={action} saved={assigned.join()}>
      <input type="hidden" name="roleId" value={role.id} />
      {assigned.map((id) => (
        <input key={id} type="hidden" name="before" value={id} />
      ))}
      {!role.grantable && <p className="text-muted">{t("notGrantable")}</p>}
      <CheckboxGroup
        legend={t("caption")}
        name="groupIds"
        checked={assigned}
        choices={choices.map(({ id, name, members, assigned }) => ({
          value: id,
          label: name,
          hint: t(assigned ? "applies" : "wouldApply", { count: members, shown: upTo(common, members) }),
          disabled: !role.grantable,
        }))}
      />
    </SaveForm>
  );
}
