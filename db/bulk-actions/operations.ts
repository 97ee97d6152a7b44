import { lockGroups } from "@/db/access/require-grantable";
import type { Transaction } from "@/db/client";
import { Conflict } from "@/db/errors";
import { deletePending } from "@/db/invitations/delete";
import { type InviteSet, insertInvitations, refusedOf } from "@/db/invitations/insert";
import { giveBackUnsent } from "@/db/invitations/invite-limits";
import { byReason, recordRefused } from "@/db/invitations/record-refused";
import { enqueueResend, unsentOf } from "@/db/invitations/resend";
import type { ResendOutcome } from "@/db/invitations/types";
import { lastDayDetail } from "@/db/memberships/end-date";
import { BULK_EMAIL_PRIORITY } from "@/db/queue/enqueue";
import type { RequestContext } from "@/db/request-context";
import { groupRefusal } from "./group-refusal";
import type { LockedBulkAction, Row } from "./run";
import type { BulkActionDetails, BulkActionKind, BulkActionOutcome } from "./types";

export type Done = {
  readonly position: number;
  readonly outcome: BulkActionOutcome;
  readonly details?: BulkActionDetails;
  readonly invitationId?: string | null | undefined;
};

type Operation = (
  tx: Transaction,
  ctx: RequestContext,
  bulkAction: LockedBulkAction,
  rows: readonly Row[],
) => Promise<Done[]>;

/** What each bulk action does with a batch of its rows. The number of statements doesn't depend on the number of rows. */
export const OPERATIONS: Record<BulkActionKind, Operation> = { invite, resend, delete: deleteInvitations };

async function invite(
  tx: Transaction,
  ctx: RequestContext,
  bulkAction: LockedBulkAction,
  rows: readonly Row[],
): Promise<Done[]> {
  const { parent, name } = ctx.organization;
  if (!parent) throw new Conflict({ code: "root-has-no-parent", organization: name });
  const { lifetimeHours, note, membershipEndsAt, id: requestId } = bulkAction;
  const grantable = await lockGrantableGroups(tx, ctx, rows);
  const judged = rows.map((row) => ({
    row,
    refused: groupRefusal(row.groups.map(({ id, name }) => ({ name, grantable: grantable.get(id ?? "") }))),
  }));
  const refused = judged.flatMap(({ row, refused }) => (refused ? [{ ...refused, row }] : []));
  const able = judged.filter((one) => !one.refused).map(({ row }) => row);
  const outcomes = await insertInvitations(tx, ctx, {
    requestId,
    note,
    membershipEndsAt,
    parentId: parent.id,
    sets: inviteSetsOf(able),
    emailPriority: BULK_EMAIL_PRIORITY,
    ...(lifetimeHours !== null && { lifetimeHours }),
  });
  const groupsOf = new Map(rows.map(({ username, groups }) => [username, groups.map(({ name }) => name)]));
  await recordRefused({
    tx,
    ctx,
    action: "invitations.create",
    ...lastDayDetail(ctx, membershipEndsAt),
    refused: byReason([
      ...refused.map(({ row, outcome, groups }) => ({ reason: outcome, username: row.username, groups })),
      ...refusedOf(outcomes, (username) => groupsOf.get(username) ?? []),
    ]),
  });
  const written = new Map(outcomes.map((one) => [one.username, one]));
  const sent = outcomes.filter(({ invitationId }) => invitationId !== null).length;
  const taken = { points: rows.length - sent, at: bulkAction.startedAt };
  await giveBackUnsent(tx, { actorId: ctx.actor.id, organizationId: ctx.organization.id }, taken);
  return [
    ...able.map(({ position, username }) => ({
      position,
      outcome: written.get(username)?.outcome ?? "not-a-user-of-parent",
      invitationId: written.get(username)?.invitationId,
    })),
    ...refused.map(({ row, outcome, groups }) => ({ position: row.position, outcome, details: { groups } })),
  ];
}

/** Locks the groups that still exist. @returns for each, whether the actor can grant it */
async function lockGrantableGroups(
  tx: Transaction,
  ctx: RequestContext,
  rows: readonly Row[],
): Promise<Map<string, boolean>> {
  const ids = rows.flatMap(({ groups }) => groups.flatMap(({ id }) => id ?? []));
  const groups = await lockGroups(tx, ctx, [...new Set(ids)]);
  return new Map(groups.map(({ id, grantable }) => [id, grantable]));
}

function inviteSetsOf(rows: readonly Row[]): InviteSet[] {
  const sets = new Map<string, { usernames: string[]; groupIds: string[] }>();
  for (const { username, groups } of rows) {
    const groupIds = groups.flatMap(({ id }) => id ?? []);
    const set = sets.get(groupIds.join()) ?? { usernames: [], groupIds };
    set.usernames.push(username);
    sets.set(groupIds.join(), set);
  }
  return [...sets.values()];
}

async function resend(
  tx: Transaction,
  ctx: RequestContext,
  _bulkAction: LockedBulkAction,
  rows: readonly Row[],
): Promise<Done[]> {
  const outcomes = await enqueueResend(tx, ctx, idsIn(rows), BULK_EMAIL_PRIORITY);
  await recordRefused({ tx, ctx, action: "invitations.resend", refused: byReason(unsentOf(outcomes)) });
  const found = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  return rows.map(({ position, invitationId }) => {
    const outcome = found.get(invitationId ?? "");
    return outcome
      ? { position, outcome: outcome.outcome, details: detailsOf(outcome) }
      : { position, outcome: "ended" };
  });
}

function detailsOf(outcome: ResendOutcome): BulkActionDetails {
  if ("groups" in outcome) return { groups: outcome.groups, moreGroups: outcome.moreGroups };
  if ("from" in outcome) return { lastAt: outcome.lastAt.toISOString(), from: outcome.from.toISOString() };
  return {};
}

async function deleteInvitations(
  tx: Transaction,
  ctx: RequestContext,
  _bulkAction: LockedBulkAction,
  rows: readonly Row[],
): Promise<Done[]> {
  const deleted = new Set(await deletePending(tx, ctx, idsIn(rows)));
  return rows.map(({ position, invitationId }) => ({
    position,
    outcome: deleted.has(invitationId ?? "") ? "deleted" : "ended",
  }));
}

/** Leaves out invitations that were deleted with their account. */
function idsIn(rows: readonly Row[]): string[] {
  return rows.flatMap(({ invitationId }) => invitationId ?? []);
}
