import { ActionForm, type FormAction } from "@/components/ui/action-form";
import type { EditableProfile } from "@/db/users/get";
import { ProfileFields } from "./profile-fields";

type EditUserFormProps = {
  readonly action: FormAction;
  readonly profile: EditableProfile;
  readonly cancelHref: string;
};

export function EditUserForm({ action, profile, cancelHref }: EditUserFormProps) {
  return (
    <ActionForm action={action} submitLabel="Save profile" cancelHref={cancelHref}>
      <input type="hidden" name="userId" value={profile.userId} />
      <ProfileFields
        profile={profile}
        emailRequired={false}
        emailHint="Invitations and password links go there. A password link that is out stops working when the address changes."
      />
    </ActionForm>
  );
}
