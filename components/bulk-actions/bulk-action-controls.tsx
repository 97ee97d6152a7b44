import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import type { FormAction } from "@/components/ui/form-state";
import type { BulkAction } from "@/db/bulk-actions/types";
import { countDone } from "./bulk-action-text";

/** Starts the bulk action that the preview shows. */
export function StartBulkAction({
  bulkAction,
  action,
}: {
  readonly bulkAction: BulkAction;
  readonly action: FormAction;
}) {
  const t = useTranslations("bulk-actions.start");
  const count = countDone(bulkAction);
  if (count === 0) return <p className="text-muted">{t("nobody")}</p>;
  return (
    <ActionForm action={action} submitLabel={t("submit", { count })}>
      <input type="hidden" name="bulkActionId" value={bulkAction.id} />
    </ActionForm>
  );
}

type CancelBulkActionProps = { readonly bulkActionId: string; readonly action: FormAction };

/** Cancels after the current batch. */
export function CancelBulkAction({ bulkActionId, action }: CancelBulkActionProps) {
  const t = useTranslations("bulk-actions.cancel");
  return (
    <ActionForm action={action} submitLabel={t("submit")} variant="outline" focusMainOnSuccess>
      <input type="hidden" name="bulkActionId" value={bulkActionId} />
    </ActionForm>
  );
}
