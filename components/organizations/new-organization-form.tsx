import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import type { FormAction } from "@/components/ui/form-state";
import { RadioCards } from "@/components/ui/radio-cards";
import { richText } from "@/components/ui/rich-text";
import { TextField } from "@/components/ui/text-field";

type NewOrganizationFormProps = {
  readonly parentName: string;
  /** Makes a form that is submitted twice create one organization. */
  readonly requestId: string;
  readonly action: FormAction;
  readonly cancelHref: string;
};

export function NewOrganizationForm({ parentName, requestId, action, cancelHref }: NewOrganizationFormProps) {
  const t = useTranslations("organizations.create");
  return (
    <div className="max-w-xl">
      <ActionForm action={action} submitLabel={t("submit")} cancelHref={cancelHref} keepsInput>
        <input type="hidden" name="requestId" value={requestId} />
        <TextField label={t("name")} name="name" autoComplete="off" maxLength={120} required />
        <RadioCards
          legend={t("first.label")}
          name="first"
          options={[
            {
              value: "invite",
              label: t.rich("first.invite.label", { ...richText, parent: parentName }),
              children: (
                <TextField
                  label={t("first.invite.username")}
                  name="invitee"
                  hint={t("first.invite.hint")}
                  verbatim
                  autoComplete="off"
                  maxLength={254}
                />
              ),
            },
            {
              value: "create",
              label: t("first.create.label"),
              children: (
                <>
                  <TextField
                    label={t("first.create.username")}
                    name="username"
                    verbatim
                    autoComplete="off"
                    maxLength={254}
                  />
                  <TextField
                    label={t("first.create.personName")}
                    name="personName"
                    autoComplete="off"
                    maxLength={120}
                  />
                  <TextField
                    label={t("first.create.email.label")}
                    name="email"
                    inputMode="email"
                    hint={t("first.create.email.hint")}
                    verbatim
                    autoComplete="off"
                    maxLength={254}
                  />
                </>
              ),
            },
          ]}
        />
      </ActionForm>
    </div>
  );
}
