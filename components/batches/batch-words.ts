import { DONE } from "@/components/batches/outcome-words";
import type { BatchKind, BatchOutcome, BatchSummary } from "@/db/batches/rows";
import { settled } from "@/db/batches/tally";
import { plural } from "@/lib/plural";

/** "Invite 1,234 users", whatever has become of it. */
export function batchTitle({ kind, size }: Pick<BatchSummary, "kind" | "size">): string {
  const words: Record<BatchKind, string> = {
    invite: `Invite ${plural(size, "user")}`,
    "send-again": `Send ${plural(size, "invitation")} again`,
    delete: `Delete ${plural(size, "invitation")}`,
  };
  return words[kind];
}

const DONE_WORDS: Record<BatchKind, string> = {
  invite: "invited",
  "send-again": "sent again",
  delete: "deleted",
};

/** How it stands, as a sentence or two. */
export function batchSentence(batch: BatchSummary): string {
  const { kind, state, size, tally, because } = batch;
  const done = countDone(batch);
  const count = numbers.format;
  switch (state) {
    case "draft":
      return `${count(done)} can be invited, ${count(size - done)} not. Nobody is invited yet.`;
    case "running":
      return `${count(settled(tally))} of ${count(size)} done.`;
    case "finished":
      return done === size
        ? `All ${DONE_WORDS[kind]}.`
        : `${count(done)} ${DONE_WORDS[kind]}, ${count(size - done)} not.`;
    case "stopped":
      return `Stopped: ${because} ${count(done)} ${DONE_WORDS[kind]}, ${count(size - done)} not.`;
  }
}

/** How many went, or in a draft would go, as they were meant. */
export function countDone({ tally }: Pick<BatchSummary, "tally">): number {
  return Object.entries(tally)
    .filter(([outcome]) => (DONE as ReadonlySet<string>).has(outcome))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** The outcomes that there are, those done first, the most frequent of the others next. */
export function outcomesOf({ tally }: Pick<BatchSummary, "tally">): (readonly [BatchOutcome, number])[] {
  // Safe: a tally has no other keys.
  const counted = Object.entries(tally) as [BatchOutcome, number][];
  return counted
    .filter(([, count]) => count > 0)
    .sort(([one, more], [other, fewer]) => Number(DONE.has(other)) - Number(DONE.has(one)) || fewer - more);
}

const numbers = new Intl.NumberFormat("en");
