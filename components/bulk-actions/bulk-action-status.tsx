import { LastDay } from "@/components/ui/last-day";
import { Name } from "@/components/ui/name";
import { QuotedText } from "@/components/ui/quoted-text";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BulkAction } from "@/db/bulk-actions/types";
import { countSettled } from "@/lib/bulk-actions";
import { formatHours } from "@/lib/durations";
import { BulkActionProgress } from "./bulk-action-progress";
import { BulkActionStateBadge } from "./bulk-action-state-badge";
import { bulkActionSentence } from "./bulk-action-text";

/** Screen readers hear the progress in steps of 10 percent, and the end. */
export function BulkActionStatus({
  bulkAction,
  href,
}: {
  readonly bulkAction: BulkAction;
  readonly href: string;
}) {
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
  return (
    <section aria-label="State" className="card flex flex-col gap-3 px-5 py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <BulkActionStateBadge state={state} />
        <p aria-hidden={running} className="min-w-0 font-medium tabular-nums">
          <bdi>{bulkActionSentence(bulkAction)}</bdi>
        </p>
        <p role="status" className="sr-only">
          {running ? `${Math.floor((done / size) * 10) * 10} percent done` : bulkActionSentence(bulkAction)}
        </p>
      </div>
      {running && <BulkActionProgress done={done} size={size} href={href} />}
      <p className="text-muted">
        {startedAt ? "Started" : "Prepared"} by {startedBy ? <Name>{startedBy}</Name> : "somebody removed"}{" "}
        <RelativeTime date={startedAt ?? createdAt} />
        {endedAt && (
          <>
            , ended <RelativeTime date={endedAt} />
          </>
        )}
        .{lifetimeHours !== null && ` The link works for ${formatHours(lifetimeHours)}.`}
        {membershipEndsAt && (
          <>
            {" "}
            Last day as a user: <LastDay endsAt={membershipEndsAt} /> (UTC).
          </>
        )}
      </p>
      {note && (
        <div>
          <p className="text-muted">Note</p>
          <QuotedText>{note}</QuotedText>
        </div>
      )}
    </section>
  );
}
