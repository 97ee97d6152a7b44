import { ActionForm, type FormAction } from "@/components/ui/action-form";

type CancelBulkActionProps = { readonly bulkActionId: string; readonly action: FormAction };

/** Cancels after the current batch. */
export function CancelBulkAction({ bulkActionId, action }: CancelBulkActionProps) {
  return (
    <ActionForm action={action} submitLabel="Cancel bulk action" variant="outline" focusMainOnSuccess>
      <input type="hidden" name="bulkActionId" value={bulkActionId} />
    </ActionForm>
  );
}
