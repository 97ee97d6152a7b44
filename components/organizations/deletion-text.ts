import type { DeletionProgress } from "@/db/organizations/types";
import { plural } from "@/lib/plural";

/** "Deleting: 12,000 of 50,000 users". */
export function deletingText(deletion: DeletionProgress): string {
  return deletion.size === 0 ? "Deleting" : `Deleting: ${deletedText(deletion)}`;
}

/** "12,000 of 50,000 users". */
export function deletedText({ deleted, size }: DeletionProgress): string {
  return `${deleted.toLocaleString("en")} of ${plural(size, "user")}`;
}
