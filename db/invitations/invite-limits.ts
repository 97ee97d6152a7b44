import type { Transaction } from "@/db/client";
import { type Cost, consumeAll, giveBackAll, giveBackWithin } from "@/db/limits/limits";
import type { RequestContext } from "@/db/request-context";

/** Counts invitations toward the limits before they are sent. @throws Limited */
export async function consumeInvitations(ctx: RequestContext, count: number): Promise<void> {
  await consumeAll(ctx.db, costsOfInvitations(ctx, count));
}

/** Gives back what `consumeInvitations` counted for a request that sends nothing. */
export async function giveBackInvitations(ctx: RequestContext, count: number): Promise<void> {
  await giveBackAll(ctx.db, costsOfInvitations(ctx, count));
}

type Sender = { readonly actorId: string; readonly organizationId: string };

/** Gives back the invitations that aren't sent, in the transaction that sends the others. */
export async function giveBackUnsent(
  tx: Transaction,
  { actorId, organizationId }: Sender,
  taken: { readonly points: number; readonly at: Date },
): Promise<void> {
  if (taken.points === 0) return;
  await giveBackWithin(tx, "invitations-of-inviter", actorId, taken);
  await giveBackWithin(tx, "invitations-of-organization", organizationId, taken);
}

/** What sending `count` invitations counts toward the daily limits of the inviter and of the organization. */
export function costsOfInvitations({ actor, organization }: RequestContext, count: number): Cost[] {
  return [
    ["invitations-of-inviter", actor.id, count],
    ["invitations-of-organization", organization.id, count],
  ];
}
