import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import type { GroupChoice } from "@/db/groups/types";
import { ProfileFields } from "./profile-fields";

type CreateUserFormProps = {
  readonly action: FormAction;
  readonly groups: readonly GroupChoice[];
  readonly cancelHref: string;
};

export function CreateUserForm({ action, groups, cancelHref }: CreateUserFormProps) {
  return (
    <ActionForm action={action} submit="Create user" cancelHref={cancelHref}>
      <ProfileFields
        emailRequired
        emailHint="A mail goes there. Its link, by which the person sets a password, works for 24 hours."
      />
      {groups.length > 0 && (
        <CheckboxGroup
          legend="Groups"
          name="groupIds"
          choices={groups.map(({ id, name, description, grantable }) => ({
            value: id,
            label: name,
            hint: grantable ? <bdi>{description}</bdi> : "It allows more than you may do here yourself.",
            refused: !grantable,
          }))}
        />
      )}
    </ActionForm>
  );
}
