import { sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { consume, giveBack, type LimitName, requireLeft } from "@/db/limits/limits";
import type { RequestContext } from "@/db/request-context";
import { isUsername } from "@/lib/usernames";

type Take = readonly [name: LimitName, key: string, points: number];

/**
 * Takes from the limits what inviting these costs, all of it before anything is told or done: what is over a limit costs
 * nothing and tells nothing. Never call it inside a transaction: limits use a connection of their own.
 * @param usernames normalized, each once
 * @throws Limited
 */
export async function takeInvitationLimits(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<void> {
  await take(ctx, [await unknownAmong(ctx, parentId, usernames), ...invitationsOf(ctx, usernames.length)]);
}

/** The part of it that looking these up costs, for whoever only asks what inviting them would come to. @throws Limited */
export async function takeLookups(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<void> {
  await take(ctx, [await unknownAmong(ctx, parentId, usernames)]);
}

/** The rest of it, for those who have been looked up. @throws Limited */
export async function takeInvitations(ctx: RequestContext, count: number): Promise<void> {
  await take(ctx, invitationsOf(ctx, count));
}

/** For what was not done after all. */
export async function giveBackInvitations(ctx: RequestContext, count: number): Promise<void> {
  for (const [name, key, points] of invitationsOf(ctx, count)) await giveBack(ctx.db, name, key, points);
}

async function take({ db, actor }: RequestContext, takes: readonly Take[]): Promise<void> {
  await requireLeft(db, "username-lookups", actor.id);
  for (const [name, key, points] of takes) await requireLeft(db, name, key, points);
  for (const [name, key, points] of takes) await consume(db, name, key, points);
}

function invitationsOf({ actor, organization }: RequestContext, count: number): Take[] {
  return [
    ["invitations-of-inviter", actor.id, count],
    ["invitations-of-organization", organization.id, count],
  ];
}

async function unknownAmong(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<Take> {
  const unknown = usernames.length - (await countKnown(ctx, parentId, usernames.filter(isUsername)));
  return ["username-lookups", ctx.actor.id, unknown];
}

/** How many of the usernames are of users of the parent or of this organization. */
async function countKnown(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<number> {
  const [row] = await ctx.db.execute<{ count: number }>(sql`
    select count(distinct username)::int as count from memberships
    where organization_id in (${parentId}, ${ctx.organization.id}) and username = any(${sql.param([...usernames])}::text[]) and ${isCurrent(sql`memberships`)}`);
  return row?.count ?? 0;
}
