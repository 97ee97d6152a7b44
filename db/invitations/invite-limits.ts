import { sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { type Cost, consumeAll, giveBackAll, requireLeft } from "@/db/limits/limits";
import type { RequestContext } from "@/db/request-context";
import { lookupCosts } from "@/db/users/taken-usernames";
import { texts } from "@/db/uuid";
import { isUsername } from "@/lib/usernames";

/**
 * Takes from the limits what inviting these users costs. A request over a limit costs nothing, and reveals nothing about
 * the usernames. Don't call it inside a transaction: limits use their own connection.
 * @param usernames normalized, without duplicates
 * @throws Limited
 */
export async function consumeInviteLimits(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<void> {
  await requireLeft(ctx.db, "username-lookups", ctx.actor.id);
  await consumeAll(ctx.db, [
    ...(await costsOfLookups(ctx, parentId, usernames)),
    ...costsOfInvitations(ctx, usernames.length),
  ]);
}

/** Only what it costs to learn whether these users can be invited, for a preview. @throws Limited */
export async function consumeLookups(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<void> {
  await requireLeft(ctx.db, "username-lookups", ctx.actor.id);
  await consumeAll(ctx.db, await costsOfLookups(ctx, parentId, usernames));
}

/** The remaining cost of inviting users after a preview. @throws Limited */
export async function consumeInvitations(ctx: RequestContext, count: number): Promise<void> {
  await requireLeft(ctx.db, "username-lookups", ctx.actor.id);
  await consumeAll(ctx.db, costsOfInvitations(ctx, count));
}

/** Gives back what `consumeInvitations` took for invitations that weren't made. */
export async function giveBackInvitations(ctx: RequestContext, count: number): Promise<void> {
  await giveBackAll(ctx.db, costsOfInvitations(ctx, count));
}

function costsOfInvitations({ actor, organization }: RequestContext, count: number): Cost[] {
  return [
    ["invitations-of-inviter", actor.id, count],
    ["invitations-of-organization", organization.id, count],
  ];
}

/** Only unknown usernames count as lookups: the limit slows down whoever guesses. */
async function costsOfLookups(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<Cost[]> {
  const known = await countKnown(ctx, parentId, usernames.filter(isUsername));
  return lookupCosts(ctx, usernames.length - known);
}

/** How many of the usernames belong to members of the parent or of this organization. */
async function countKnown(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<number> {
  const [row] = await ctx.db.execute<{ count: number }>(sql`
    select count(distinct username)::int as count
    from memberships m
    where organization_id in (${parentId}, ${ctx.organization.id})
      and username = any(${texts(usernames)})
      and ${isCurrent(sql`m`)}`);
  return row?.count ?? 0;
}
