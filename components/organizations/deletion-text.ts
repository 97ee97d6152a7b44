import { plural } from "@/lib/plural";
import type { DeletionProgress } from "@/db/organizations/types";

/** "Deleting: 12,000 of 50,000 users". */
export function deletingWords(deletion: DeletionProgress): string {
  return deletion.size === 0 ? "Deleting" : `Deleting: ${deletedWords(deletion)}`;
}

/** "12,000 of 50,000 users". */
export function deletedWords({ deleted, size }: DeletionProgress): string {
  return `${deleted.toLocaleString("en")} of ${plural(size, "user")}`;
}
