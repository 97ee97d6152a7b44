import { ActionForm, type FormAction } from "@/components/ui/action-form";

type CancelBatchProps = { readonly batchId: string; readonly action: FormAction };

/** Stops what is running between two parts. */
export function CancelBatch({ batchId, action }: CancelBatchProps) {
  return (
    <ActionForm action={action} submit="Cancel bulk action" look="outline" goes>
      <input type="hidden" name="batchId" value={batchId} />
    </ActionForm>
  );
}
