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
  return (
    <ActionForm key={given.join()} action={action} submitLabel="Save roles">
      <input type="hidden" name="groupId" value={groupId} />
      {given.map((id) => (
        <input key={id} type="hidden" name="before" value={id} />
      ))}
      <RoleChecks legend="What its members may do comes from these" choices={choices} />
    </ActionForm>
  );
}
