import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LastDay } from "@/components/ui/last-day";
import { QuotedText } from "@/components/ui/quoted-text";
import { richText, timeTag } from "@/components/ui/rich-text";
import { Sentences } from "@/components/ui/sentences";
import type { BulkAction } from "@/db/bulk-actions/types";
import { countSettled } from "@/lib/bulk-actions";
import { durationText } from "@/lib/durations";
import { BulkActionProgress } from "./bulk-action-progress";
import { BulkActionStateBadge } from "./bulk-action-state-badge";
import { bulkActionSentence } from "./bulk-action-text";
import { ListSourceNotes } from "./list-source-notes";

/** Screen readers hear the progress in steps of 10 percent, and the end. */
export function BulkActionStatus({
  bulkAction,
  href,
  children,
}: {
  readonly bulkAction: BulkAction;
  readonly href: string;
  /** What can be done now. */
  readonly children: ReactNode;
}) {
  const all = useTranslations();
  const t = useTranslations("bulk-actions.page");
  const common = useTranslations("common");
  const {
    state,
    size,
    tally,
    startedBy,
    startedAt,
    createdAt,
    endedAt,
    note,
    lifetimeHours,
    membershipEndsAt,
  } = bulkAction;
  const done = countSettled(tally);
  const running = state === "running";
  const time = timeTag(startedAt ?? createdAt);
  return (
    <section aria-label={t("status")} className="card flex flex-col gap-3 px-5 py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <BulkActionStateBadge state={state} />
        <p aria-hidden={running} className="min-w-0 font-medium tabular-nums">
          <bdi>{bulkActionSentence(all, bulkAction)}</bdi>
        </p>
        <p role="status" className="sr-only">
          {running
            ? t("percentDone", { share: Math.floor((done / size) * 10) / 10 })
            : bulkActionSentence(all, bulkAction)}
        </p>
      </div>
      {running && <BulkActionProgress done={done} size={size} href={href} />}
      <p className="text-muted">
        <Sentences
          of={[
            <span key={startedAt ? "started" : "prepared"}>
              {startedBy
                ? t.rich(startedAt ? "startedBy" : "preparedBy", { ...richText, time, person: startedBy })
                : t.rich(startedAt ? "startedByDeletedUser" : "preparedByDeletedUser", { time })}
            </span>,
            endedAt && t.rich("ended", { time: timeTag(endedAt) }),
            lifetimeHours !== null && t("lifetime", { lifetime: durationText(common, lifetimeHours) }),
            membershipEndsAt && t.rich("lastDay", { day: () => <LastDay endsAt={membershipEndsAt} named /> }),
          ]}
        />
      </p>
      {state === "draft" && <ListSourceNotes bulkAction={bulkAction} />}
      {note && (
        <div>
          <p className="text-muted">{t("note")}</p>
          <QuotedText>{note}</QuotedText>
        </div>
      )}
      {children}
    </section>
  );
}
