import { countDone } from "@/components/batches/batch-words";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import type { Batch } from "@/db/batches/rows";
import { plural } from "@/lib/plural";

/** The one button that sends what the preview shows. */
export function StartBatch({ batch, action }: { readonly batch: Batch; readonly action: FormAction }) {
  const count = countDone(batch);
  if (count === 0) return <p className="text-muted">There is nobody among them to invite.</p>;
  return (
    <ActionForm action={action} submit={`Invite ${plural(count, "user")}`}>
      <input type="hidden" name="batchId" value={batch.id} />
    </ActionForm>
  );
}
