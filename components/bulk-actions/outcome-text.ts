import type { Times } from "@/components/ui/use-times";
import type { BulkActionOutcome, BulkActionRow } from "@/db/bulk-actions/types";
import type { Outcome } from "@/db/invitations/types";
import type { Translator } from "@/i18n/translator";
import { quoteNames } from "@/lib/cut-list";
import { problemText } from "@/lib/username-list/problems";

export type OutcomeTranslators = {
  readonly t: Translator;
  readonly common: Translator<"common">;
  readonly times: Times;
};

type Row = Pick<BulkActionRow, "outcome" | "details">;

/** The outcome of a row: "Already invited". */
export function bulkActionOutcomeText(
  { t, common, times }: OutcomeTranslators,
  { outcome, details }: Row,
  parentName: string,
  now: Date,
): string {
  const { lastAt, from, problem, groups = [] } = details;
  switch (outcome) {
    case null:
      return t("bulk-actions.outcomes.waiting");
    case "sent":
    case "deleted":
    case "ended":
    case "last-day-past":
    case "refused":
      return t(`bulk-actions.outcomes.${outcome}`);
    case "too-soon": {
      if (!lastAt || !from) return t("bulk-actions.labels.too-soon");
      return t("bulk-actions.outcomes.too-soon", {
        ago: times.relative(new Date(lastAt), now),
        time: times.time(new Date(from)),
      });
    }
    case "too-often":
      return from
        ? t("bulk-actions.outcomes.resent-too-often", { time: times.exact(new Date(from)) })
        : t("invite.outcomes.too-often");
    case "ungrantable":
      return t("bulk-actions.outcomes.ungrantable", {
        groups: quoteNames(common, groups, details.moreGroups),
      });
    case "group-gone":
      return t("bulk-actions.outcomes.group-gone", {
        groups: quoteNames(common, groups),
        count: groups.length,
      });
    case "unreadable":
      return problem ? problemText(t, problem) : t("bulk-actions.labels.unreadable");
    default:
      return inviteOutcomeText(t, outcome, parentName);
  }
}

/** The outcome that a row of a preview would have. */
export function previewText(
  translators: OutcomeTranslators,
  row: Row,
  parentName: string,
  now: Date,
): string {
  return row.outcome === "invited"
    ? translators.t("bulk-actions.outcomes.willBeInvited")
    : bulkActionOutcomeText(translators, row, parentName, now);
}

export const SUCCESSFUL: ReadonlySet<BulkActionOutcome> = new Set<BulkActionOutcome>([
  "invited",
  "sent",
  "deleted",
]);

/** The outcome as the label of a filter. */
export function outcomeLabel(
  t: Translator,
  outcome: BulkActionOutcome | "waiting",
  parentName: string,
): string {
  switch (outcome) {
    case "waiting":
    case "sent":
    case "deleted":
    case "ended":
      return t(`bulk-actions.outcomes.${outcome}`);
    case "too-soon":
    case "too-often":
    case "not-looked-up":
    case "ungrantable":
    case "group-gone":
    case "unreadable":
    case "last-day-past":
    case "refused":
      return t(`bulk-actions.labels.${outcome}`);
    default:
      return inviteOutcomeText(t, outcome, parentName);
  }
}

function inviteOutcomeText(t: Translator, outcome: Outcome, parentName: string): string {
  return outcome === "not-a-user-of-parent"
    ? t("invite.outcomes.not-a-user-of-parent", { parent: parentName })
    : t(`invite.outcomes.${outcome}`);
}
