import type { InviteOutcome, Outcome } from "@/db/invitations/types";

/** The outcome of one username, as in "grace: already invited". */
export function outcomeText(outcome: Outcome, parentName: string): string {
  const texts: Record<Outcome, string> = {
    invited: "invited",
    "already-a-user": "already a user here",
    "already-invited": "already invited",
    "not-a-user-of-parent": `not a user of ${parentName}`,
    "no-email": "no e-mail address",
    "account-disabled": "account disabled",
  };
  return texts[outcome];
}

/** "3 invited, 2 not", or "3 invited". */
export function outcomeSummary(outcomes: readonly InviteOutcome[]): string {
  const failed = failedUsernames(outcomes).length;
  const invited = outcomes.length - failed;
  return failed === 0 ? `${invited} invited` : `${invited} invited, ${failed} not`;
}

export function failedUsernames(outcomes: readonly InviteOutcome[]): string[] {
  return outcomes.filter(({ outcome }) => outcome !== "invited").map(({ username }) => username);
}
