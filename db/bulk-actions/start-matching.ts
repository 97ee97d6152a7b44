import { and, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { causeOf, type Recorded, record, recordsNothing } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict } from "@/db/errors";
import { isInView } from "@/db/invitations/list";
import { consume, giveBack } from "@/db/limits/limits";
import { constant, countRows } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { tryLock } from "@/db/lock";
import { idForRequest, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { bulkActions, invitations } from "@/db/schema";
import { MAX_CHANGED } from "@/lib/bulk-actions";
import { enqueueNextBatch } from "./enqueue";
import type { MatchingInput } from "./input";

type Call = { readonly tx: Transaction; readonly ctx: RequestContext; readonly input: MatchingInput };

/**
 * Starts to resend all pending and expired invitations that match a filter and search of the list. The matching invitations
 * are listed now; those that are no longer pending when the bulk action reaches them are skipped. The same request again
 * returns the same bulk action.
 * @returns the bulk action's id
 * @throws Conflict if nothing matches, more than 100,000 invitations do, or a bulk action of this kind is running here;
 * Limited
 */
export const resendMatching = defineCommand<MatchingInput, string, Prepared>(
  { permission: "invitations.send", also: ["invitations.view"], ...limitsOf("resend") },
  (call) => startMatching("resend", call),
);

/** Like `resendMatching`, but deletes the invitations. */
export const deleteMatching = defineCommand<MatchingInput, string, Prepared>(
  { permission: "invitations.delete", also: ["invitations.view"], ...limitsOf("delete") },
  (call) => startMatching("delete", call),
);

/** Counts the invitations that these commands would change, up to 1,000. The caller must have checked invitations.view. */
export async function countMatching(
  ctx: RequestContext,
  input: Pick<MatchingInput, "filter" | "search">,
): Promise<Page<unknown>["total"]> {
  return await countRows(ctx.db, invitations, isPendingInView(ctx, input));
}

type Kind = "resend" | "delete";
type Prepared = { readonly taken: boolean };

/**
 * The hooks that count a bulk action toward the daily limit, and undo that if it doesn't start. Repeating a request counts
 * once.
 */
function limitsOf(kind: Kind) {
  const keyOf = ({ actor, organization }: RequestContext) => `${organization.id} ${actor.id} ${kind}`;
  return {
    before: async ({ ctx, input }: Omit<Call, "tx">): Promise<Prepared> => {
      const id = idOf(kind, ctx, input);
      const [started] = await ctx.db
        .select({ id: bulkActions.id })
        .from(bulkActions)
        .where(eq(bulkActions.id, id));
      if (started) return { taken: false };
      await requireNoneRunning(ctx.db, ctx, { kind, id }); // before the limit, because it is the better reason
      await consume(ctx.db, "bulk-changes", keyOf(ctx));
      return { taken: true };
    },
    after: async ({ ctx, prepared, ended }: After): Promise<void> => {
      if (prepared.taken && "error" in ended) await giveBack(ctx.db, "bulk-changes", keyOf(ctx));
    },
  };
}

type After = { readonly ctx: RequestContext; readonly prepared: Prepared; readonly ended: object };

function idOf(kind: Kind, ctx: RequestContext, input: MatchingInput): string {
  return idForRequest(ctx, { kind, ...input });
}

/** @throws Conflict if another bulk action is running */
async function requireNoneRunning(
  db: Pick<Transaction, "select">,
  { organization }: RequestContext,
  { kind, id }: { readonly kind: Kind; readonly id: string },
): Promise<void> {
  const { organizationId, state } = bulkActions;
  const [running] = await db
    .select({ id: bulkActions.id })
    .from(bulkActions)
    .where(
      and(
        eq(organizationId, organization.id),
        eq(state, sql`'running'`),
        eq(bulkActions.kind, kind),
        ne(bulkActions.id, id),
      ),
    );
  if (running) throw new Conflict({ code: "same-kind-running" });
}

/**
 * Locks the kind, so that only one of several simultaneous requests starts. The others are refused without waiting.
 * @throws Conflict
 */
async function requireOnlyOne(tx: Transaction, ctx: RequestContext, kind: Kind, id: string): Promise<void> {
  const isFree = await tryLock(tx, `bulk ${kind}:${ctx.organization.id}`);
  if (!isFree) throw new Conflict({ code: "same-kind-running" });
  await requireNoneRunning(tx, ctx, { kind, id });
}

async function startMatching(kind: Kind, { tx, ctx, input }: Call): Promise<Recorded<string>> {
  const { organization, actor, address } = ctx;
  const id = idOf(kind, ctx, input);
  const [inserted] = await tx
    .insert(bulkActions)
    .values({
      id,
      organizationId: organization.id,
      kind,
      state: "running",
      actorId: actor.id,
      address,
      size: 0,
      startedAt: sql`now()`,
    })
    .onConflictDoNothing({ target: bulkActions.id })
    .returning({ id: bulkActions.id });
  if (!inserted) return recordsNothing("the same request has started it").returning(id);
  await requireOnlyOne(tx, ctx, kind, id);
  const [written] = await rowsOf(tx, z.object({ size: z.number() }))`
    with written as (
      insert into bulk_action_rows (organization_id, bulk_action_id, position, username, invitation_id)
      select organization_id, ${id}, row_number() over (order by username, id), username, id
      from invitations
      where ${isPendingInView(ctx, input)}
      order by username, id
      limit ${constant(MAX_CHANGED + 1)}
      returning 1
    )
    update bulk_actions
    set size = (select count(*) from written)
    where id = ${id}
    returning size`;
  const size = written?.size ?? 0;
  requireSize(size);
  const recorded = await record(tx, causeOf(ctx), {
    action: "bulk-actions.start",
    subject: { id },
    details: { kind, size, filter: input.filter, ...(input.search && { search: input.search }) },
  });
  await enqueueNextBatch(tx, id);
  return recorded.returning(id);
}

function isPendingInView(ctx: RequestContext, input: Pick<MatchingInput, "filter" | "search">) {
  return and(sql`${invitations.status} = 'pending'`, isInView(ctx.organization.id, input));
}

function requireSize(size: number): void {
  if (size === 0) throw new Conflict({ code: "none-matches" });
  if (size > MAX_CHANGED) throw new Conflict({ code: "too-many-match" });
}
