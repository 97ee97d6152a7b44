import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { ActionResult } from "@/lib/action-result";

type DiscardDraftProps = {
  readonly action: () => Promise<ActionResult<void>>;
  /** Its title, where a page has several. */
  readonly title?: string;
  /** The next page, where this one shows the draft. */
  readonly redirectTo?: string;
};

export function DiscardDraft({ action, title, redirectTo }: DiscardDraftProps) {
  const t = useTranslations("bulk-actions.discard");
  return (
    <ConfirmButton
      label={t(title ? "inRow" : "submit")}
      title={t("title")}
      confirmLabel={t("submit")}
      variant="danger-outline"
      action={action}
      successMessage={t("done")}
      focusMainOnSuccess
      {...(title && { accessibleName: t("inRowName", { title }), size: "sm" })}
      {...(redirectTo && { redirectTo })}
    >
      <p>{t("consequences")}</p>
    </ConfirmButton>
  );
}
