import { useTranslations } from "next-intl";
import type { FormAction } from "@/components/ui/form-state";
import { AcceptForm } from "./accept-form";
import { DeclineForm } from "./decline-form";

type RespondToInvitationProps = { readonly accept: FormAction; readonly decline: FormAction };

/**
 * The buttons to accept and to decline, side by side. The form for declining opens below both: it is as wide as both columns,
 * and the button for accepting is above it in the first one.
 */
export function RespondToInvitation({ accept, decline }: RespondToInvitationProps) {
  const t = useTranslations("accept");
  return (
    <div className="grid max-w-md items-start gap-2 min-[360px]:grid-cols-[3fr_2fr]">
      <AcceptForm accept={accept}>{t("submit")}</AcceptForm>
      <DeclineForm decline={decline} />
    </div>
  );
}
