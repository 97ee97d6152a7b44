import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import type { RoleGroupChoice } from "@/db/roles/types";
import { pluralUpTo } from "@/lib/plural";

type RoleGroupsFormProps = {
  readonly role: { readonly id: string; readonly grantable: boolean };
  readonly choices: readonly RoleGroupChoice[];
  readonly action: FormAction;
};

export function RoleGroupsForm({ role, choices, action }: RoleGroupsFormProps) {
  const given = choices.filter((choice) => choice.given).map(({ id }) => id);
  return (
    <ActionForm key={given.join()} action={action} submitLabel="Save groups">
      <input type="hidden" name="roleId" value={role.id} />
      {given.map((id) => (
        <input key={id} type="hidden" name="before" value={id} />
      ))}
      {!role.grantable && (
        <p className="text-muted">It allows more than you may do here yourself: you can take it away only.</p>
      )}
      <CheckboxGroup
        legend="Groups that have it"
        name="groupIds"
        checked={given}
        choices={choices.map(({ id, name, members, given }) => ({
          value: id,
          label: name,
          hint: `${pluralUpTo(members, "person", "people")} ${verb(members, given)}`,
          disabled: !role.grantable,
        }))}
      />
    </ActionForm>
  );
}

function verb(members: number, given: boolean): string {
  if (!given) return "would get it";
  return members === 1 ? "has it by this group" : "have it by this group";
}
