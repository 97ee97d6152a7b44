import { groupCheckbox } from "@/components/groups/group-checkbox";
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
    <ActionForm action={action} submitLabel="Create user" cancelHref={cancelHref}>
      <ProfileFields
        emailRequired
        emailHint="A mail goes there. Its link, by which the person sets a password, works for 24 hours."
      />
      {groups.length > 0 && (
        <CheckboxGroup legend="Groups" name="groupIds" choices={groups.map(groupCheckbox)} />
      )}
    </ActionForm>
  );
}
