import { useTranslations } from "next-intl";
import { GroupCheckboxes } from "@/components/groups/group-checkboxes";
import { ActionForm } from "@/components/ui/action-form";
import type { FormAction } from "@/components/ui/form-state";
import type { GroupChoice } from "@/db/groups/types";
import { ProfileFields } from "./profile-fields";

type CreateUserFormProps = {
  readonly action: FormAction;
  readonly groups: readonly GroupChoice[];
  readonly cancelHref: string;
};

export function CreateUserForm({ action, groups, cancelHref }: CreateUserFormProps) {
  const t = useTranslations("users");
  return (
    <ActionForm action={action} submitLabel={t("create.submit")} cancelHref={cancelHref} keepsInput>
      <ProfileFields emailRequired emailHint={t("fields.email.hintForNew")} />
      {groups.length > 0 && <GroupCheckboxes legend={t("create.groups")} groups={groups} />}
    </ActionForm>
  );
}
