import { useTranslations } from "next-intl";
import type { FormAction } from "@/components/ui/action-form";
import { PlainForm } from "@/components/ui/plain-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { DeclineForm } from "./decline-form";

type AnswerInvitationProps = { readonly accept: () => Promise<void>; readonly decline: FormAction };

/**
 * The two buttons side by side. The form for declining opens below both: it is as wide as both columns, and the button for
 * accepting is above it in the first one.
 */
export function AnswerInvitation({ accept, decline }: AnswerInvitationProps) {
  const t = useTranslations("accept");
  return (
    <div className="grid max-w-md items-start gap-2 min-[360px]:grid-cols-[3fr_2fr]">
      <PlainForm action={accept} className="contents *:[&[role=alert]]:col-span-full">
        <SubmitButton
          fullWidth
          className="z-1 h-auto min-h-11 px-3 py-2 leading-5 whitespace-normal min-[360px]:[grid-area:1/1]"
        >
          {t("submit")}
        </SubmitButton>
      </PlainForm>
      <DeclineForm decline={decline} />
    </div>
  );
}
