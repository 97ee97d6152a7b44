import { useTranslations } from "next-intl";
import { RoleCheckboxes } from "@/components/groups/role-checkboxes";
import type { FormAction } from "@/components/ui/form-state";
import { SaveForm } from "@/components/ui/save-form";
import type { RoleChoice } from "@/db/roles/types";

type GroupRolesFormProps = {
  readonly groupId: string;
  readonly choices: readonly RoleChoice[];
  readonly action: FormAction;
};

export function GroupRolesForm({ groupId, choices, action }: GroupRolesFormProps) {
  const assigned = choices.filter((choice) => choice.assigned).map(({ id }) => id);
  const t = useTranslations("groups.roles");
  return (
    <SaveForm action={action} saved={assigned.join()}>
      <input type="hidden" name="groupId" value={groupId} />
      {assigned.map((id) => (
        <input key={id} type="hidden" name="before" value={id} />
      ))}
      <RoleCheckboxes legend={t("legend")} choices={choices} />
    </SaveForm>
  );
}
