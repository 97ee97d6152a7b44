import type { BulkActionKind, BulkActionOutcome, BulkActionSummary } from "@/db/bulk-actions/types";
import { countSettled } from "@/lib/bulk-actions";
import { plural } from "@/lib/plural";
import { DONE } from "./outcome-text";

/** "Invite 1,234 users", whatever has become of it. */
export function bulkActionTitle({ kind, size }: Pick<BulkActionSummary, "kind" | "size">): string {
  const words: Record<BulkActionKind, string> = {
    invite: `Invite ${plural(size, "user")}`,
    resend: `Send ${plural(size, "invitation")} again`,
    delete: `Delete ${plural(size, "invitation")}`,
  };
  return words[kind];
}

const DONE_WORDS: Record<BulkActionKind, string> = {
  invite: "invited",
  resend: "sent again",
  delete: "deleted",
};

/** How it stands, as a sentence or two. */
export function bulkActionSentence(bulkAction: BulkActionSummary): string {
  const { kind, state, size, tally, reason } = bulkAction;
  const done = countDone(bulkAction);
  const count = numbers.format;
  switch (state) {
    case "draft":
      return `${count(done)} can be invited, ${count(size - done)} not. Nobody is invited yet.`;
    case "running":
      return `${count(countSettled(tally))} of ${count(size)} done.`;
    case "finished":
      return done === size
        ? `All ${DONE_WORDS[kind]}.`
        : `${count(done)} ${DONE_WORDS[kind]}, ${count(size - done)} not.`;
    case "stopped":
      return `Stopped: ${reason} ${count(done)} ${DONE_WORDS[kind]}, ${count(size - done)} not.`;
  }
}

/** How many went, or in a draft would go, as they were meant. */
export function countDone({ tally }: Pick<BulkActionSummary, "tally">): number {
  return Object.entries(tally)
    .filter(([outcome]) => (DONE as ReadonlySet<string>).has(outcome))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** The outcomes that there are, those done first, the most frequent of the others next. */
export function outcomesOf({
  tally,
}: Pick<BulkActionSummary, "tally">): (readonly [BulkActionOutcome, number])[] {
  // Safe: a tally has no other keys.
  const counted = Object.entries(tally) as [BulkActionOutcome, number][];
  return counted
    .filter(([, count]) => count > 0)
    .sort(([one, more], [other, fewer]) => Number(DONE.has(other)) - Number(DONE.has(one)) || fewer - more);
}

const numbers = new Intl.NumberFormat("en");
