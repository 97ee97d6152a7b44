import { causeOf, record } from "@/db/audit/record";
import { recordOnce } from "@/db/audit/record-refusal";
import type { BulkActionOutcome } from "@/db/bulk-actions/types";
import type { Transaction } from "@/db/client";
import type { RequestContext } from "@/db/request-context";

/** Somebody whose invitation isn't created or resent. */
export type Refused = {
  readonly reason: BulkActionOutcome;
  /** Null for an unknown username, which isn't stored, because people type passwords into the wrong field. */
  readonly username: string | null;
  readonly invitationId?: string | null | undefined;
  readonly groups?: readonly string[];
};

/** All of a request, or of a batch, for the same reason. */
export type RefusedForReason = {
  readonly reason: BulkActionOutcome;
  readonly users: number;
  readonly usernames: readonly string[];
  /** Of one user. */
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

/** Usernames and groups in one event. */
export const MAX_RECORDED = 100;

/** Records an event for each reason. For bulk actions, which are limited: anyone could fill the audit log otherwise. */
export async function recordRefused(call: Call): Promise<void> {
  for (const event of eventsOf(call)) await record(call.tx, causeOf(call.ctx), event);
}

/** The same for requests, which aren't limited: repetitions are counted instead, as by `recordRefusal`. */
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
/** Characters of the name of an event's target. */
const MAX_LENGTH = 200;

/** The first of the names, as many as the name of a target has room for. The search finds an event by these. */
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
