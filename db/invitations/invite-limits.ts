import { sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { consume, giveBack, type LimitName, requireLeft } from "@/db/limits/limits";
import type { RequestContext } from "@/db/request-context";
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
  await consumeAll(ctx, [
    await costOfLookups(ctx, parentId, usernames),
    ...costsOfInvitations(ctx, usernames.length),
  ]);
}

/** Only what it costs to learn whether these users can be invited, for a preview. @throws Limited */
export async function consumeLookups(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<void> {
  await consumeAll(ctx, [await costOfLookups(ctx, parentId, usernames)]);
}

/** The remaining cost of inviting users after a preview. @throws Limited */
export async function consumeInvitations(ctx: RequestContext, count: number): Promise<void> {
  await consumeAll(ctx, costsOfInvitations(ctx, count));
}

/** Gives back what `consumeInvitations` took for invitations that weren't made. */
export async function giveBackInvitations(ctx: RequestContext, count: number): Promise<void> {
  for (const [name, key, points] of costsOfInvitations(ctx, count)) {
    await giveBack(ctx.db, name, key, points);
  }
}

type Cost = readonly [name: LimitName, key: string, points: number];

async function consumeAll({ db, actor }: RequestContext, costs: readonly Cost[]): Promise<void> {
  await requireLeft(db, "username-lookups", actor.id);
  for (const [name, key, points] of costs) await requireLeft(db, name, key, points);
  for (const [name, key, points] of costs) await consume(db, name, key, points);
}

function costsOfInvitations({ actor, organization }: RequestContext, count: number): Cost[] {
  return [
    ["invitations-of-inviter", actor.id, count],
    ["invitations-of-organization", organization.id, count],
  ];
}

/** Only unknown usernames count as lookups: the limit slows down whoever guesses. */
async function costOfLookups(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<Cost> {
  const known = await countKnown(ctx, parentId, usernames.filter(isUsername));
  return ["username-lookups", ctx.actor.id, usernames.length - known];
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
