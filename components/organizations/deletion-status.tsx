import { useTranslations } from "next-intl";
import { BulkActionProgress } from "@/components/bulk-actions/bulk-action-progress";
import { Sentences } from "@/components/ui/sentences";
import type { ChildOrganization } from "@/db/organizations/types";
import { refusalText } from "@/lib/refusals";
import { deletingText } from "./deletion-text";

type DeletionStatusProps = {
  readonly organization: Pick<ChildOrganization, "deletion" | "stoppedDeletion">;
  readonly href: string;
};

/** The progress of a deletion, or why it was stopped. Screen readers hear it in steps of 10 percent. */
export function DeletionStatus({ organization, href }: DeletionStatusProps) {
  const t = useTranslations("organizations");
  const all = useTranslations();
  const { deletion, stoppedDeletion } = organization;
  if (deletion) {
    const { deleted, size } = deletion;
    return (
      <section aria-label={t("deletion.label")} className="card flex flex-col gap-3 p-card">
        <p aria-hidden className="font-medium tabular-nums">
          {deletingText(t, deletion)}
        </p>
        <p role="status" className="sr-only">
          {t("deletion.percent", { share: Math.floor((deleted / Math.max(size, 1)) * 10) / 10 })}
        </p>
        <BulkActionProgress done={deleted} size={Math.max(size, 1)} href={href} />
      </section>
    );
  }
  if (!stoppedDeletion) return null;
  return (
    <section aria-label={t("deletion.label")} className="card flex flex-col gap-1 p-card">
      <p className="font-medium">{t("deletion.stopped.title")}</p>
      <p className="text-muted">
        <Sentences
          of={[
            <bdi key="reason">{refusalText(all, stoppedDeletion.reason)}</bdi>,
            t("deletion.stopped.next", { deleted: stoppedDeletion.deleted, size: stoppedDeletion.size }),
          ]}
        />
      </p>
    </section>
  );
}
