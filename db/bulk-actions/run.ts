import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Access, findContextWithoutSession, recheckContext } from "@/db/access/find-context";
import type { Database, Transaction } from "@/db/client";
import { Forbidden, Refusal } from "@/db/errors";
import { toJson } from "@/db/json";
import { constant } from "@/db/lists/keyset";
import { deleteNextBatch } from "@/db/organizations/delete-batch";
import { can, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { bulkActions } from "@/db/schema";
import { BATCH_ASSIGNMENTS, BATCH_SIZE } from "@/lib/bulk-actions";
import { countOutcomes, REQUIRED_PERMISSION } from "./bulk-action";
import { enqueueNextBatch } from "./enqueue";
import { type Done, OPERATIONS } from "./operations";
import { stopBulkAction } from "./stop";
import type { AnyBulkActionKind, BulkActionKind, DeletionTally, Tally } from "./types";

type Running = {
  readonly id: string;
  readonly organizationId: string;
  readonly kind: AnyBulkActionKind;
  readonly actorId: string;
  readonly address: string;
};

/**
 * Runs the next batch of a running bulk action, and enqueues the one after it in the same transaction, so that a crash
 * loses nothing and repeats nothing. Checks that the actor still has the permission; if not, stops the bulk action.
 */
export async function runBulkAction({
  db,
  bulkActionId,
}: {
  db: Database;
  bulkActionId: string;
}): Promise<void> {
  const bulkAction = await findRunning(db, bulkActionId);
  if (!bulkAction) return;
  try {
    const ctx = requireAllowed(bulkAction.kind, await findContextWithoutSession({ db, ...bulkAction }));
    await db.transaction(async (tx) => {
      await runBatch(tx, requireAllowed(bulkAction.kind, await recheckContext(tx, ctx)), bulkAction);
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await stopBulkAction({ db, bulkActionId, reason: error.reason });
  }
}

async function findRunning(db: Database, bulkActionId: string): Promise<Running | undefined> {
  const { id, organizationId, kind, actorId, address } = bulkActions;
  const [bulkAction] = await db
    .select({ id, organizationId, kind, actorId, address })
    .from(bulkActions)
    .where(and(eq(id, bulkActionId), eq(bulkActions.state, "running")));
  return bulkAction;
}

function requireAllowed(kind: AnyBulkActionKind, access: Access): RequestContext {
  switch (access.state) {
    case "open":
      if (!can(access.ctx, REQUIRED_PERMISSION[kind])) throw new Forbidden({ code: "starter-not-allowed" });
      return access.ctx;
    case "inactive":
      throw new Forbidden({ code: "organization-inactive", organization: access.organization.name });
    case "signed-out":
      throw new Forbidden({ code: "starter-gone" });
    case "absent":
    case "no-rights":
      throw new Forbidden({ code: "starter-not-allowed" });
  }
}

const nextRow = z.object({
  position: z.number(),
  username: z.string(),
  invitationId: z.string().nullable(),
  /** The number of rows that are left, up to the size of a batch. */
  remaining: z.number(),
  groups: z.array(z.object({ id: z.string().nullable(), name: z.string() })),
});
export type Row = Readonly<z.infer<typeof nextRow>>;

const lockedRow = z.object({
  id: z.string(),
  lifetimeHours: z.number().nullable(),
  note: z.string().nullable(),
  membershipEndsAt: z.coerce.date().nullable(),
  startedAt: z.coerce.date(),
  targetOrganizationId: z.string().nullable(),
  tally: z.record(z.string(), z.number()),
});
export type LockedBulkAction = Readonly<z.infer<typeof lockedRow>>;

/** The progress after a batch, and whether it was the last one. */
type Batch = { readonly tally: Tally | DeletionTally; readonly last: boolean };

/**
 * Runs the next batch in the caller's transaction. The caller must have checked the permission with `recheckContext`, so the
 * organization can't be disabled, and therefore not deleted, before the batch ends.
 */
export async function runBatch(
  tx: Transaction,
  ctx: RequestContext,
  { id, kind }: Pick<Running, "id" | "kind">,
): Promise<void> {
  const [bulkAction] = await rowsOf(tx, lockedRow)`
    select
      id,
      lifetime_hours as "lifetimeHours",
      note,
      to_json(membership_ends_at) as "membershipEndsAt",
      to_json(started_at) as "startedAt",
      target_organization_id as "targetOrganizationId",
      tally
    from bulk_actions
    where id = ${id} and state = 'running'
    for update`;
  if (!bulkAction) return;
  const { tally, last } =
    kind === "delete-organization"
      ? await deleteNextBatch(tx, ctx, bulkAction)
      : await runNextRows(tx, ctx, kind, bulkAction);
  await tx.execute(sql`
    update bulk_actions
    set tally = ${toJson(tally)}::jsonb ${last ? sql`, state = 'finished', ended_at = now()` : sql``}
    where id = ${id}`);
  if (!last) await enqueueNextBatch(tx, id);
}

async function runNextRows(
  tx: Transaction,
  ctx: RequestContext,
  kind: BulkActionKind,
  bulkAction: LockedBulkAction,
): Promise<Batch> {
  const rows = await listNextRows(tx, bulkAction.id);
  const done = rows.length > 0 ? await OPERATIONS[kind](tx, ctx, bulkAction, rows) : [];
  await saveOutcomes(tx, bulkAction.id, done);
  const tally = countOutcomes(
    bulkAction.tally,
    done.map(({ outcome }) => outcome),
  );
  const remaining = rows[0]?.remaining ?? 0;
  return { tally, last: rows.length === remaining && remaining < BATCH_SIZE };
}

async function listNextRows(tx: Transaction, bulkActionId: string): Promise<Row[]> {
  return await rowsOf(tx, nextRow)`
    with next as (
      select
        bulk_action_id,
        position,
        username,
        invitation_id,
        count(*) over () as remaining,
        sum((
          select count(*)
          from bulk_action_row_groups g
          where g.bulk_action_id = r.bulk_action_id and g.position = r.position
        )) over (order by position) as assignments
      from (
        select bulk_action_id, position, username, invitation_id
        from bulk_action_rows
        where bulk_action_id = ${bulkActionId} and outcome is null
        order by position
        limit ${constant(BATCH_SIZE)}
      ) as r
    )
    select
      r.position,
      r.username,
      r.invitation_id as "invitationId",
      r.remaining::int as remaining,
      (
        select coalesce(
          json_agg(json_build_object('id', g.group_id, 'name', g.group_name) order by g.group_name),
          '[]'
        )
        from bulk_action_row_groups g
        where g.bulk_action_id = r.bulk_action_id and g.position = r.position
      ) as groups
    from next r
    where r.assignments <= ${constant(BATCH_ASSIGNMENTS)}
    order by r.position`;
}

async function saveOutcomes(tx: Transaction, bulkActionId: string, done: readonly Done[]): Promise<void> {
  if (done.length === 0) return;
  await tx.execute(sql`
    update bulk_action_rows r
    set
      outcome = done.outcome,
      details = r.details || coalesce(done.details, '{}'),
      invitation_id = coalesce(r.invitation_id, done."invitationId")
    from json_to_recordset(${toJson(done)}) as done (
      position int, outcome bulk_action_outcome, details jsonb, "invitationId" uuid
    )
    where r.bulk_action_id = ${bulkActionId} and r.position = done.position`);
}
