import type { DeletionProgress } from "@/db/organizations/types";
import type { Translator } from "@/i18n/translator";

/** "Deleting 12,000 of 50,000 users…". */
export function deletingText(t: Translator<"organizations">, deletion: DeletionProgress): string {
  const { deleted, size } = deletion;
  return size === 0 ? t("deletion.running") : t("deletion.progress", { deleted, size });
}
