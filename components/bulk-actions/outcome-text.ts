import { outcomeText } from "@/components/invite/outcome-text";
import type { BulkActionOutcome, BulkActionRow } from "@/db/bulk-actions/types";
import { formatExact, formatRelative, formatTime } from "@/lib/dates";

/** A row's outcome as words of their own line: "already invited". Null reads as waiting for its turn. */
export function bulkActionOutcomeWords(
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
      return `sent ${ago(details.lastAt, now)}; it can be sent again at ${timeOf(details.from, formatTime)}`;
    case "too-often":
      return `sent again 3 times within a day; it can be sent again on ${timeOf(details.from, formatExact)}`;
    case "ungrantable":
      return `you cannot give ${namesOf(details.groups)}`;
    case "group-gone":
      return `${namesOf(details.groups)} is no longer there`;
    case "last-day-past":
      return "the last day of the membership is past";
    case "refused":
      return "not done: it was stopped before";
    default:
      return outcomeText(outcome, parentName);
  }
}

/** The same of a preview: what would become of it. */
export function foreseenWords(
  row: Parameters<typeof bulkActionOutcomeWords>[0],
  parentName: string,
  now: Date,
): string {
  return row.outcome === "invited" ? "will be invited" : bulkActionOutcomeWords(row, parentName, now);
}

/** What went as it was meant. */
export const DONE: ReadonlySet<BulkActionOutcome> = new Set<BulkActionOutcome>([
  "invited",
  "sent",
  "deleted",
]);

/** As a filter names it. */
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

function ago(moment: string | undefined, now: Date): string {
  return moment === undefined ? "lately" : formatRelative(new Date(moment), now);
}

function timeOf(moment: string | undefined, words: (date: Date) => string): string {
  return moment === undefined ? "a later time" : words(new Date(moment));
}

function namesOf(groups: readonly string[] | undefined): string {
  return (groups ?? []).map((name) => `“${name}”`).join(", ");
}
