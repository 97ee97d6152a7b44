import { useTranslations } from "next-intl";
import { SettingsSection } from "@/components/settings/settings-section";
import { ActionForm } from "@/components/ui/action-form";
import type { FormAction } from "@/components/ui/form-state";
import { richText } from "@/components/ui/rich-text";

type TestEmailProps = {
  /** The viewer's email address. */
  readonly email: string | null;
  readonly send: FormAction;
};

export function TestEmail({ email, send }: TestEmailProps) {
  const t = useTranslations("settings.testEmail");
  return (
    <SettingsSection id="testEmail" title={t("title")}>
      <div className="card p-card flex flex-col items-start gap-4">
        <p>{email ? t.rich("hint", { ...richText, email }) : t("noAddress")}</p>
        {email && (
          <ActionForm action={send} submitLabel={t("submit")} pendingLabel={t("sending")} variant="outline" />
        )}
      </div>
    </SettingsSection>
  );
}
