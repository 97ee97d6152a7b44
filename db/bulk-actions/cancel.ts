import { and, eq } from "drizzle-orm";
import { causeOf, type Recorded, recordsNothing } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { bulkActions } from "@/db/schema";
import type { RefusalReason } from "@/lib/refusals";
import { bulkActionColumns, isVisibleTo, REQUIRED_PERMISSION } from "./bulk-action";
import type { BulkActionId } from "./input";
import { stop } from "./stop";
import type { BulkActionKind } from "./types";

type Call = { readonly ctx: RequestContext; readonly input: BulkActionId };

/**
 * Cancels a running bulk action on invitations after the current batch. Processed rows stay as they are; the rest is given
 * back to the limits. Needs the permission to start it, even if another user started it. Does nothing if it has ended.
 * @throws NotFound if `getBulkAction` throws it
 */
export async function cancelBulkAction(call: Call): Promise<void> {
  const permission = REQUIRED_PERMISSION[await getKind(call)];
  await defineCommand({ permission }, cancel)(call);
}

async function getKind({ ctx, input }: Call): Promise<BulkActionKind> {
  const [bulkAction] = await ctx.db
    .select({ kind: bulkActionColumns.kind })
    .from(bulkActions)
    .where(and(eq(bulkActions.id, input.bulkActionId), isVisibleTo(ctx)));
  if (!bulkAction) throw new NotFound();
  return bulkAction.kind;
}

async function cancel({ tx, ctx, input }: Call & { tx: Transaction }): Promise<Recorded> {
  const stopped = await stop(tx, input.bulkActionId, { reason: cancellationReason(ctx), by: causeOf(ctx) });
  return stopped ?? recordsNothing("it has ended");
}

/** The reason that a canceled bulk action stores: it names the actor. */
export function cancellationReason({ actor }: RequestContext): RefusalReason {
  return { code: "canceled-by", name: actor.name };
}
