import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { buttonStyle } from "@/components/ui/button-style";
import { cx } from "@/components/ui/cx";
import type { FormAction } from "@/components/ui/form-state";
import { TextArea } from "@/components/ui/text-area";
import { DECLINE_REASON_LENGTH } from "@/lib/invitations";

/** Opens without JavaScript, and asks for an optional reason. Its button is in the second column of `RespondToInvitation`. */
export function DeclineForm({ decline }: { readonly decline: FormAction }) {
  const t = useTranslations("accept.decline");
  return (
    <details className="min-[360px]:[grid-area:1/1/2/3]">
      <summary
        className={buttonStyle({
          size: "lg",
          className: cx(
            "ms-auto flex h-auto min-h-11 w-full list-none",
            "px-3 py-2 leading-5 whitespace-normal min-[360px]:w-[calc(40%-0.2rem)]",
          ),
        })}
      >
        {t("title")}
      </summary>
      <div className="card mt-3 p-card">
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
