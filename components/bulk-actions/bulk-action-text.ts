import type { BulkActionKind, BulkActionOutcome, BulkActionSummary } from "@/db/bulk-actions/types";
import { countSettled } from "@/lib/bulk-actions";
import { plural } from "@/lib/plural";
import { SUCCESSFUL } from "./outcome-text";

/** "Invite 1,234 users". */
export function bulkActionTitle({ kind, size }: Pick<BulkActionSummary, "kind" | "size">): string {
  const titles: Record<BulkActionKind, string> = {
    invite: `Invite ${plural(size, "user")}`,
    resend: `Send ${plural(size, "invitation")} again`,
    delete: `Delete ${plural(size, "invitation")}`,
  };
  return titles[kind];
}

const PARTICIPLES: Record<BulkActionKind, string> = {
  invite: "invited",
  resend: "sent again",
  delete: "deleted",
};

/** The state and the result, in a sentence or two. */
export function bulkActionSentence(bulkAction: BulkActionSummary): string {
  const { kind, state, size, tally, reason } = bulkAction;
  const done = countDone(bulkAction);
  const format = numbers.format;
  switch (state) {
    case "draft":
      return `${format(done)} can be invited, ${format(size - done)} not. Nobody is invited yet.`;
    case "running":
      return `${format(countSettled(tally))} of ${format(size)} done.`;
    case "finished":
      return done === size
        ? `All ${PARTICIPLES[kind]}.`
        : `${format(done)} ${PARTICIPLES[kind]}, ${format(size - done)} not.`;
    case "stopped":
      return `Stopped: ${reason} ${format(done)} ${PARTICIPLES[kind]}, ${format(size - done)} not.`;
  }
}

/** How many rows succeeded, or in a draft would succeed. */
export function countDone({ tally }: Pick<BulkActionSummary, "tally">): number {
  return Object.entries(tally)
    .filter(([outcome]) => (SUCCESSFUL as ReadonlySet<string>).has(outcome))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** The outcomes that occur: the successful ones first, then the others by how often they occur. */
export function outcomesOf({
  tally,
}: Pick<BulkActionSummary, "tally">): (readonly [BulkActionOutcome, number])[] {
  // Safe: the keys of a tally are outcomes.
  const counts = Object.entries(tally) as [BulkActionOutcome, number][];
  return counts
    .filter(([, count]) => count > 0)
    .sort(
      ([one, more], [other, fewer]) =>
        Number(SUCCESSFUL.has(other)) - Number(SUCCESSFUL.has(one)) || fewer - more,
    );
}

const numbers = new Intl.NumberFormat("en");
