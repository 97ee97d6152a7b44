import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { richText } from "@/components/ui/rich-text";

type TestEmailProps = {
  /** The viewer's email address. */
  readonly email: string | null;
  readonly send: FormAction;
};

export function TestEmail({ email, send }: TestEmailProps) {
  const t = useTranslations("settings.testEmail");
  return (
    <section aria-labelledby="test-email" className="flex flex-col items-start gap-4">
      <h2 id="test-email" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <p>{email ? t.rich("hint", { ...richText, email }) : t("noAddress")}</p>
      {email && (
        <ActionForm action={send} submitLabel={t("submit")} pendingLabel={t("sending")} variant="outline" />
      )}
    </section>
  );
}
