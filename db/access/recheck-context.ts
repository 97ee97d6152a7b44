import type { Transaction } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { type Access, findContextAgain } from "./find-context";
import { rightsLock } from "./rights-lock";

/**
 * Locks the rights that a context stands on until the transaction ends (the actor's account, the organization and all above
 * it), then reads them again: they may have been revoked since. Call it first in the transaction.
 * @param revoked ids of the accounts and organizations whose rights the transaction takes away
 * @returns what `findContext` says now, with no permission that the context didn't have
 */
export async function recheckContext(
  tx: Transaction,
  ctx: RequestContext,
  revoked: readonly string[] = [],
): Promise<Access> {
  const { actor, organization } = ctx;
  const relied = [actor.id, ...organization.ancestors.map(({ id }) => id), organization.id];
  // Sent at once, behind the statement that begins the transaction: one round trip. Each has a snapshot of its own.
  const [, access] = await Promise.all([
    tx.execute(rightsLock({ relied, revoked })),
    findContextAgain(tx, ctx),
  ]);
  return access;
}
