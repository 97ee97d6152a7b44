import { useTranslations } from "next-intl";
import type { BulkAction } from "@/db/bulk-actions/types";
import { sourceNotes } from "./source-notes";

/** How the list of a preview was read, if that isn't obvious. */
export function ListSourceNotes({ bulkAction }: { readonly bulkAction: BulkAction }) {
  const t = useTranslations("bulk-actions.source");
  const common = useTranslations("common");
  const notes = sourceNotes({ t, common }, bulkAction);
  if (notes.length === 0) return null;
  return (
    <ul aria-label={t("label")} className="flex list-disc flex-col gap-1 ps-5 text-muted">
      {notes.map((note) => (
        <li key={note} className="wrap-anywhere">
          <bdi>{note}</bdi>
        </li>
      ))}
    </ul>
  );
}
