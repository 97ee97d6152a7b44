import type { BulkActionOutcome, BulkActionSummary } from "@/db/bulk-actions/types";
import type { Translator } from "@/i18n/translator";
import { countSettled, NO_RETRY } from "@/lib/bulk-actions";
import { refusalText } from "@/lib/refusals";
import { SUCCESSFUL } from "./outcome-text";

/** "Invite 9 users", "Inviting 9 users", "Invited 2 of 9 users". */
export function bulkActionTitle(
  t: Translator,
  bulkAction: Pick<BulkActionSummary, "kind" | "state" | "size" | "tally">,
): string {
  const { kind, state, size } = bulkAction;
  if (state === "draft") return t("bulk-actions.titles.draft", { count: size });
  if (state === "running") return t(`bulk-actions.titles.running.${kind}`, { count: size });
  const done = countDone(bulkAction);
  return done === size
    ? t(`bulk-actions.titles.all.${kind}`, { count: size })
    : t(`bulk-actions.titles.some.${kind}`, { done, size });
}

/** The state and the result, in a sentence or two. */
export function bulkActionSentence(t: Translator, bulkAction: BulkActionSummary): string {
  const { kind, state, size, tally, reason } = bulkAction;
  const done = countDone(bulkAction);
  switch (state) {
    case "draft":
      return t("bulk-actions.summary.draft", { done, size });
    case "running":
      return t("bulk-actions.summary.running", { done: countSettled(tally), size });
    case "finished":
      return done === size
        ? t(`bulk-actions.summary.all.${kind}`, { size })
        : t(`bulk-actions.summary.some.${kind}`, { done, failed: size - done });
    case "stopped":
      return t("bulk-actions.summary.stopped", {
        reason: reason ? refusalText(t, reason) : "",
        result: t(`bulk-actions.summary.partly.${kind}`, { done, size }),
      });
  }
}

/** How many rows succeeded, or in a draft would succeed. */
export function countDone({ tally }: Pick<BulkActionSummary, "tally">): number {
  return Object.entries(tally)
    .filter(([outcome]) => (SUCCESSFUL as ReadonlySet<string>).has(outcome))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** How many rows of an ended bulk invite can succeed in a retry. */
export function countRetryable({ kind, state, tally }: BulkActionSummary): number {
  if (kind !== "invite" || state === "draft" || state === "running") return 0;
  return countSettled(tally) - NO_RETRY.reduce((sum, outcome) => sum + (tally[outcome] ?? 0), 0);
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
