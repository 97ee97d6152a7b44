import type { BulkActionOutcome, BulkActionSummary } from "@/db/bulk-actions/types";
import type { Translator } from "@/i18n/translator";
import { countSettled } from "@/lib/bulk-actions";
import { refusalText } from "@/lib/refusals";
import { SUCCESSFUL } from "./outcome-text";

/** "Invite 1,234 users". */
export function bulkActionTitle(
  t: Translator,
  { kind, size }: Pick<BulkActionSummary, "kind" | "size">,
): string {
  return t(`bulk-actions.titles.${kind}`, { count: size });
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
