import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { buttonStyle } from "@/components/ui/button-style";
import { TextArea } from "@/components/ui/text-area";
import { DECLINE_REASON_LENGTH } from "@/lib/invitations";

/** Opens without JavaScript, and asks for an optional reason. */
export function DeclineForm({ decline }: { readonly decline: FormAction }) {
  const t = useTranslations("accept.decline");
  return (
    <details>
      <summary className={buttonStyle({ size: "lg", className: "inline-flex list-none" })}>
        {t("title")}
      </summary>
      <div className="card mt-3 px-5 py-4">
        <ActionForm action={decline} submitLabel={t("submit")} variant="outline">
          <TextArea
            label={t("reason.label")}
            name="reason"
            maxLength={DECLINE_REASON_LENGTH}
            hint={t("reason.hint")}
          />
        </ActionForm>
      </div>
    </details>
  );
}
