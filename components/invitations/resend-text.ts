import type { Times } from "@/components/ui/use-times";
import type { ResendOutcome } from "@/db/invitations/types";

import type { Translator } from "@/i18n/translator";
import { quoteNames } from "@/lib/cut-list";

type ResendTranslator = Translator<"invitations.resend">;

export type ResendTranslators = {
  readonly t: ResendTranslator;
  readonly common: Translator<"common">;
  readonly times: Times;
};

/** The outcome of one invitation, as a sentence. */
export function resendText(
  { t, common, times }: ResendTranslators,
  outcome: ResendOutcome,
  now: Date,
): string {
  switch (outcome.outcome) {
    case "too-soon":
      return t("outcomes.too-soon", {
        ago: times.relative(outcome.lastAt, now),
        time: times.time(outcome.from),
      });
    case "too-often":
      return t("outcomes.too-often", { time: times.exact(outcome.from) });
    case "ungrantable":
      return t("outcomes.ungrantable", { groups: quoteNames(common, outcome.groups, outcome.moreGroups) });
    default:
      return t(`outcomes.${outcome.outcome}`);
  }
}

/** "Resending 3 invitations…", or "Resending 3 invitations. 2 couldn't be resent." The emails are sent later. */
export function resendSummary(t: ResendTranslator, outcomes: readonly ResendOutcome[]): string {
  const count = outcomes.filter(({ outcome }) => outcome === "sent").length;
  const failed = outcomes.length - count;
  if (failed === 0) return t("summary.all", { count });
  return count === 0 ? t("summary.none", { failed }) : t("summary.some", { count, failed });
}
