import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import type { FormAction } from "@/components/ui/form-state";
import { PlainPage } from "@/components/ui/plain-page";
import { richText, timeTag } from "@/components/ui/rich-text";
import { Sentences } from "@/components/ui/sentences";
import type { LinkOwner } from "@/db/passwords/find-link";
import { HiddenUsername, NewPasswordField } from "./password-fields";

type SetPasswordProps = { readonly owner: LinkOwner; readonly action: FormAction };

export function SetPassword({ owner, action }: SetPasswordProps) {
  const { username, organization, first, expiresAt } = owner;
  const t = useTranslations("passwords.set");
  return (
    <PlainPage title={t(first ? "titleFirst" : "title")} host={organization}>
      <p className="text-base leading-7 text-muted">
        <Sentences
          of={[
            t.rich("intro", {
              ...richText,
              time: timeTag(expiresAt),
              username,
              organization: organization.name,
            }),
            !first && t("signsOut"),
          ]}
        />
      </p>
      <div className="card p-card">
        <ActionForm action={action} submitLabel={t("submit")}>
          <HiddenUsername username={username} />
          <NewPasswordField />
        </ActionForm>
      </div>
    </PlainPage>
  );
}
