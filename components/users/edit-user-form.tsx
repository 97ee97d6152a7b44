import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
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
  return (
    <ActionForm action={action} submitLabel={t("edit.submit")} cancelHref={cancelHref}>
      <input type="hidden" name="userId" value={profile.userId} />
      <ShownValues values={{ username: profile.username, name: profile.name, email: profile.email }} />
      <ProfileFields profile={profile} emailRequired={false} emailHint={t("fields.email.hint")} />
    </ActionForm>
  );
}
