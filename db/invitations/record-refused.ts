import { causeOf, record } from "@/db/audit/record";
import { recordOnce } from "@/db/audit/record-refusal";
import type { BulkActionOutcome } from "@/db/bulk-actions/types";
import type { Transaction } from "@/db/client";
import type { RequestContext } from "@/db/request-context";

/** A user whose invitation isn't created or resent. */
export type Refused = {
  readonly reason: BulkActionOutcome;
  /** Null for an unknown username, which isn't stored, because people type passwords into the wrong field. */
  readonly username: string | null;
  readonly invitationId?: string | null | undefined;
  readonly groups?: readonly string[];
};

/** All users of a request or a batch who are refused for the same reason. */
export type RefusedForReason = {
  readonly reason: BulkActionOutcome;
  readonly users: number;
  readonly usernames: readonly string[];
  /** The groups of one user. */
  readonly invitationId?: string | null | undefined;
  readonly groups?: readonly string[];
};

type Call = {
  readonly tx: Transaction;
  readonly ctx: RequestContext;
  readonly action: "invitations.create" | "invitations.resend";
  readonly refused: readonly RefusedForReason[];
  readonly lastDay?: string | undefined;
};

/** How many usernames and groups an event can have. */
export const MAX_RECORDED = 100;

/** Records an event for each reason. Only for bulk actions, because their number is limited and so can't fill the audit log. */
export async function recordRefused(call: Call): Promise<void> {
  for (const event of eventsOf(call)) await record(call.tx, causeOf(call.ctx), event);
}

/** Like `recordRefused`, for requests, whose number isn't limited: repetitions are counted, as in `recordRefusal`. */
export async function recordRefusedOnce(call: Call): Promise<void> {
  for (const event of eventsOf(call)) await recordOnce(call.tx, causeOf(call.ctx), event);
}

function eventsOf({ action, refused, lastDay }: Call) {
  return refused.map(({ reason, users, usernames, invitationId, groups }) => {
    return {
      action,
      outcome: "refused",
      subject: { id: invitationId ?? null, name: fitting(usernames).join(SEPARATOR) || null },
      details: {
        reason,
        ...(groups && { groups: groups.slice(0, MAX_RECORDED) }),
        ...(lastDay && { lastDay }),
        ...(users > 1 && { users }),
        ...(usernames.length > 1 && { usernames: usernames.slice(0, MAX_RECORDED) }),
      },
    } as const;
  });
}

const SEPARATOR = ", ";
/** The maximum length of the name of an event's target. */
const MAX_LENGTH = 200;

/** The first names that fit into the name of a target, by which the search finds the event. */
function fitting(names: readonly string[]): readonly string[] {
  let length = -SEPARATOR.length;
  const end = names.findIndex((name) => {
    length += SEPARATOR.length + name.length;
    return length > MAX_LENGTH;
  });
  return end === -1 ? names : names.slice(0, end);
}

/** In the order of the reasons, so that simultaneous requests lock their counts in one order. */
export function byReason(refused: readonly Refused[]): RefusedForReason[] {
  const reasons = [...new Set(refused.map(({ reason }) => reason))].sort();
  return reasons.map((reason) => {
    const those = refused.filter((one) => one.reason === reason);
    const [first] = those;
    const groups = those.some((one) => one.groups) && {
      groups: [...new Set(those.flatMap((one) => one.groups ?? []))],
    };
    return {
      reason,
      users: those.length,
      usernames: those.flatMap(({ username }) => username ?? []),
      invitationId: those.length === 1 ? first?.invitationId : null,
      ...groups,
    };
  });
}
