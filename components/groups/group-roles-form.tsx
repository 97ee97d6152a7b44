import { useTranslations } from "next-intl";
import { RoleChecks } from "@/components/groups/role-checks";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
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
    <ActionForm key={given.join()} action={action} submitLabel={t("submit")}>
      <input type="hidden" name="groupId" value={groupId} />
      {given.map((id) => (
        <input key={id} type="hidden" name="before" value={id} />
      ))}
      <RoleChecks legend={t("legend")} choices={choices} />
    </ActionForm>
  );
}
