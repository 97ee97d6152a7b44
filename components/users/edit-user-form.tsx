import { useTranslations } from "next-intl";
import type { FormAction } from "@/components/ui/form-state";
import { SaveForm } from "@/components/ui/save-form";
import { ShownValues } from "@/components/ui/shown-values";
import type { EditableProfile } from "@/db/users/get";
import { ProfileFields } from "./profile-fields";

type EditUserFormProps = {
  readonly action: FormAction;
  readonly profile: EditableProfile;
  readonly cancelHref: string;
};

export function EditUserForm({ action, profile, cancelHref }: EditUserFormProps) {
  const t = useTranslations("users");
  const { userId, username, name, email } = profile;
  const shown = { username, name, email };
  return (
    <SaveForm action={action} saved={JSON.stringify(shown)} cancelHref={cancelHref}>
      <input type="hidden" name="userId" value={userId} />
      <ShownValues values={shown} />
      <ProfileFields profile={profile} emailRequired={false} emailHint={t("fields.email.hint")} />
    </SaveForm>
  );
}
