import type { ResendOutcome } from "@/db/invitations/types";
import { formatExact, formatRelative, formatTime } from "@/lib/dates";
import { plural } from "@/lib/plural";

/** The outcome of one invitation, as a sentence. */
export function resendText(outcome: ResendOutcome, now: Date): string {
  switch (outcome.outcome) {
    case "sent":
      return "Sent again.";
    case "too-soon":
      return `Sent ${formatRelative(outcome.lastAt, now)}. You can send it again at ${formatTime(outcome.from)}.`;
    case "too-often":
      return `Sent again 3 times within a day, last ${formatRelative(outcome.lastAt, now)}. You can send it again on ${formatExact(outcome.from)}.`;
    case "ungrantable":
      return `It carries ${outcome.groups.map((name) => `“${name}”`).join(", ")}, which you cannot give.`;
    case "ended":
      return "It is no longer pending.";
    case "last-day-past":
      return "The last day of the membership is past. Delete it, and invite anew.";
    case "no-email":
      return "The account has no e-mail address.";
    case "account-disabled":
      return "The account is disabled.";
    case "already-a-user":
      return "Already a user here.";
    case "not-a-user-of-parent":
      return "No longer a user of the parent organization.";
  }
}

/** "3 sent again, 2 not", or "3 invitations sent again." */
export function resendSummary(outcomes: readonly ResendOutcome[]): string {
  const sent = outcomes.filter(({ outcome }) => outcome === "sent").length;
  const not = outcomes.length - sent;
  if (outcomes.length === 1 && not === 1) return "Not sent again.";
  return not === 0 ? `${plural(sent, "invitation")} sent again.` : `${sent} sent again, ${not} not`;
}
