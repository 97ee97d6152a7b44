import { useTranslations } from "next-intl";
import { RoleChecks } from "@/components/groups/role-checks";
import type { FormAction } from "@/components/ui/form-state";
import { SaveForm } from "@/components/ui/save-form";
import type { RoleChoice } from "@/db/roles/types";

type GroupRolesFormProps = {
  readonly groupId: string;
  readonly choices: readonly RoleChoice[];
  readonly action: FormAction;
};

export function GroupRolesForm({ groupId, choices, action }: GroupRolesFormProps) {
  const given = choices.filter((choice) => choice.given).map(({ id }) => id);
  const t = useTranslations("groups.roles");
  return (
    <SaveForm action={action} saved={given.join()}>
      <input type="hidden" name="groupId" value={groupId} />
      {given.map((id) => (
        <input key={id} type="hidden" name="before" value={id} />
      ))}
      <RoleChecks legend={t("legend")} choices={choices} />
    </SaveForm>
  );
}
