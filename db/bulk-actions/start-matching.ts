import { and, sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict } from "@/db/errors";
import { idForRequest } from "@/db/id-for-request";
import { isInView } from "@/db/invitations/list";
import { constant, countRows } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import type { RequestContext } from "@/db/request-context";
import { bulkActions, invitations } from "@/db/schema";
import { MAX_CHANGED } from "@/lib/bulk-actions";
import { enqueueNextBatch } from "./enqueue";
import type { MatchingInput } from "./input";

type Call = { readonly tx: Transaction; readonly ctx: RequestContext; readonly input: MatchingInput };

/**
 * Starts to resend all pending and expired invitations that match a filter and search of the list. The matches are found
 * now; those that aren't pending when their turn comes are skipped. The same request again returns the same bulk action.
 * @returns the bulk action's id
 * @throws Conflict if nothing matches, or more than 100,000 invitations do
 */
export const resendMatching = defineCommand<MatchingInput, string>(
  { permission: "invitations.send", also: ["invitations.view"] },
  (call) => startMatching("resend", call),
);

/** The same for deleting invitations. */
export const deleteMatching = defineCommand<MatchingInput, string>(
  { permission: "invitations.delete", also: ["invitations.view"] },
  (call) => startMatching("delete", call),
);

/** Counts the invitations that these would change, up to 1,000. Relies on the caller to have checked invitations.view. */
export async function countMatching(
  ctx: RequestContext,
  input: Pick<MatchingInput, "filter" | "search">,
): Promise<Page<unknown>["total"]> {
  return await countRows(ctx.db, invitations, isPendingInView(ctx, input));
}

async function startMatching(kind: "resend" | "delete", { tx, ctx, input }: Call): Promise<string> {
  const { organization, actor, address } = ctx;
  const id = idForRequest(ctx, { kind, ...input });
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
  if (!inserted) return id;
  const [written] = await tx.execute<{ size: number }>(sql`
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
    returning size`);
  const size = written?.size ?? 0;
  requireSize(size);
  await record(tx, causeOf(ctx), {
    action: "bulk-actions.start",
    subject: { id },
    details: { kind, size, filter: input.filter, ...(input.search && { search: input.search }) },
  });
  await enqueueNextBatch(tx, id);
  return id;
}

function isPendingInView(ctx: RequestContext, input: Pick<MatchingInput, "filter" | "search">) {
  return and(sql`${invitations.status} = 'pending'`, isInView(ctx.organization.id, input));
}

function requireSize(size: number): void {
  if (size === 0)
    throw new Conflict("None that matches is pending any more. The list shows what became of them.");
  if (size > MAX_CHANGED) {
    throw new Conflict(
      `More than ${MAX_CHANGED.toLocaleString("en")} match. Filter or search, so that fewer do, and take one part after the other.`,
    );
  }
}
