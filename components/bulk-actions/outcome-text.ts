import { outcomeText } from "@/components/invite/outcome-text";
import type { BulkActionOutcome, BulkActionRow } from "@/db/bulk-actions/types";
import { formatExact, formatRelative, formatTime } from "@/lib/dates";

/** The outcome of a row: "already invited". Null for a row that is still waiting. */
export function bulkActionOutcomeText(
  { outcome, details }: Pick<BulkActionRow, "outcome" | "details">,
  parentName: string,
  now: Date,
): string {
  switch (outcome) {
    case null:
      return "waiting";
    case "sent":
      return "sent again";
    case "deleted":
      return "deleted";
    case "ended":
      return "no longer pending";
    case "too-soon":
      return `sent ${formatAgo(details.lastAt, now)}; it can be sent again at ${formatLater(details.from, formatTime)}`;
    case "too-often":
      return `sent again 3 times within a day; it can be sent again on ${formatLater(details.from, formatExact)}`;
    case "ungrantable":
      return `you cannot give ${quoteNames(details.groups)}`;
    case "group-gone":
      return `${quoteNames(details.groups)} is no longer there`;
    case "last-day-past":
      return "the last day of the membership is past";
    case "refused":
      return "not done: it was stopped before";
    default:
      return outcomeText(outcome, parentName);
  }
}

/** The outcome that a row of a preview would have. */
export function previewText(
  row: Parameters<typeof bulkActionOutcomeText>[0],
  parentName: string,
  now: Date,
): string {
  return row.outcome === "invited" ? "will be invited" : bulkActionOutcomeText(row, parentName, now);
}

export const SUCCESSFUL: ReadonlySet<BulkActionOutcome> = new Set<BulkActionOutcome>([
  "invited",
  "sent",
  "deleted",
]);

/** The outcome as the label of a filter. */
export function outcomeLabel(outcome: BulkActionOutcome | "waiting", parentName: string): string {
  return LABELS[outcome] ?? `Not a user of ${parentName}`;
}

const LABELS: Partial<Record<BulkActionOutcome | "waiting", string>> = {
  waiting: "Waiting",
  invited: "Invited",
  sent: "Sent again",
  deleted: "Deleted",
  "last-day-past": "Last day past",
  "already-a-user": "Already a user here",
  "already-invited": "Already invited",
  "no-email": "No e-mail address",
  "account-disabled": "Account disabled",
  ended: "No longer pending",
  "too-soon": "Sent a moment ago",
  "too-often": "Sent 3 times a day",
  ungrantable: "Group you cannot give",
  "group-gone": "Group gone",
  refused: "Not done",
};

function formatAgo(date: string | undefined, now: Date): string {
  return date === undefined ? "lately" : formatRelative(new Date(date), now);
}

function formatLater(date: string | undefined, format: (date: Date) => string): string {
  return date === undefined ? "a later time" : format(new Date(date));
}

function quoteNames(groups: readonly string[] | undefined): string {
  return (groups ?? []).map((name) => `“${name}”`).join(", ");
}
