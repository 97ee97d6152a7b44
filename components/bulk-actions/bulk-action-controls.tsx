import { ActionForm, type FormAction } from "@/components/ui/action-form";
import type { BulkAction } from "@/db/bulk-actions/types";
import { plural } from "@/lib/plural";
import { countDone } from "./bulk-action-text";

/** Starts the bulk action that the preview shows. */
export function StartBulkAction({
  bulkAction,
  action,
}: {
  readonly bulkAction: BulkAction;
  readonly action: FormAction;
}) {
  const count = countDone(bulkAction);
  if (count === 0) return <p className="text-muted">There is nobody among them to invite.</p>;
  return (
    <ActionForm action={action} submitLabel={`Invite ${plural(count, "user")}`}>
      <input type="hidden" name="bulkActionId" value={bulkAction.id} />
    </ActionForm>
  );
}

type CancelBulkActionProps = { readonly bulkActionId: string; readonly action: FormAction };

/** Cancels after the current batch. */
export function CancelBulkAction({ bulkActionId, action }: CancelBulkActionProps) {
  return (
    <ActionForm action={action} submitLabel="Cancel bulk action" variant="outline" focusMainOnSuccess>
      <input type="hidden" name="bulkActionId" value={bulkActionId} />
    </ActionForm>
  );
}
