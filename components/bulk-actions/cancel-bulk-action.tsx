import { ActionForm, type FormAction } from "@/components/ui/action-form";

type CancelBulkActionProps = { readonly bulkActionId: string; readonly action: FormAction };

/** Stops what is running between two parts. */
export function CancelBulkAction({ bulkActionId, action }: CancelBulkActionProps) {
  return (
    <ActionForm action={action} submit="Cancel bulk action" look="outline" goes>
      <input type="hidden" name="bulkActionId" value={bulkActionId} />
    </ActionForm>
  );
}
