import type { InviteOutcome, Outcome } from "@/db/invitations/types";
import type { Translator } from "@/i18n/translator";

/** The outcome of one username: "Already invited". */
export function outcomeText(t: Translator<"invite.outcomes">, outcome: Outcome, parentName: string): string {
  return outcome === "not-a-user-of-parent" ? t(outcome, { parent: parentName }) : t(outcome);
}

/** "3 invited, 2 couldn't be invited", or "3 invited". */
export function outcomeSummary(t: Translator<"invite.result">, outcomes: readonly InviteOutcome[]): string {
  const failed = failedOutcomes(outcomes).length;
  const invited = outcomes.length - failed;
  return failed === 0 ? t("all", { invited }) : t("some", { invited, failed });
}

export function failedOutcomes(outcomes: readonly InviteOutcome[]): InviteOutcome[] {
  return outcomes.filter(({ outcome }) => outcome !== "invited");
}

/** Why each of these could not be invited, by username. */
export function failureReasons(
  t: Translator<"invite.outcomes">,
  failed: readonly InviteOutcome[],
  parentName: string,
): Map<string, string> {
  return new Map(failed.map(({ username, outcome }) => [username, outcomeText(t, outcome, parentName)]));
}
