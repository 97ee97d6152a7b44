import { BulkActionProgress } from "@/components/bulk-actions/bulk-action-progress";
import type { ChildOrganization } from "@/db/organizations/types";
import { deletedText, deletingText } from "./deletion-text";

type DeletionStatusProps = {
  readonly organization: Pick<ChildOrganization, "deletion" | "stoppedDeletion">;
  readonly href: string;
};

/** The progress of a deletion, or why it was stopped. Screen readers hear it in steps of 10 percent. */
export function DeletionStatus({ organization, href }: DeletionStatusProps) {
  const { deletion, stoppedDeletion } = organization;
  if (deletion) {
    const { deleted, size } = deletion;
    return (
      <section aria-label="Deletion" className="card flex flex-col gap-3 px-5 py-4">
        <p aria-hidden className="font-medium tabular-nums">
          {deletingText(deletion)}
        </p>
        <p role="status" className="sr-only">
          {`${Math.floor((deleted / Math.max(size, 1)) * 10) * 10} percent deleted`}
        </p>
        <BulkActionProgress done={deleted} size={Math.max(size, 1)} href={href} />
      </section>
    );
  }
  if (!stoppedDeletion) return null;
  return (
    <section aria-label="Deletion" className="card flex flex-col gap-1 px-5 py-4">
      <p className="font-medium">Deletion stopped</p>
      <p className="text-muted">
        <bdi>{stoppedDeletion.reason}</bdi> {deletedText(stoppedDeletion)} are deleted. The rest is still
        here. Delete the organization to continue, or enable it.
      </p>
    </section>
  );
}
