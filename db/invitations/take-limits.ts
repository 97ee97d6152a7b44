import { sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { consume, requireLeft } from "@/db/limits/limits";
import { isUsername } from "@/db/users/username";

/**
 * Takes from the limits what inviting these costs, all of it before anything is told or done: what is over a limit costs
 * nothing and tells nothing. Never call it inside a transaction: limits use a connection of their own.
 * @param usernames normalized, each once
 * @throws Limited
 */
export async function takeInvitationLimits(
  ctx: Context,
  parentId: string,
  usernames: readonly string[],
): Promise<void> {
  const { db, actor, organization } = ctx;
  const unknown = usernames.length - (await countKnown(ctx, parentId, usernames.filter(isUsername)));
  const takes = [
    ["failed-lookups", actor.id, unknown],
    ["invitations-of-inviter", actor.id, usernames.length],
    ["invitations-of-organization", organization.id, usernames.length],
  ] as const;
  await requireLeft(db, "failed-lookups", actor.id);
  for (const [name, key, points] of takes) await requireLeft(db, name, key, points);
  for (const [name, key, points] of takes) await consume(db, name, key, points);
}

/** How many of the usernames are of users of the parent or of this organization. */
async function countKnown(ctx: Context, parentId: string, usernames: readonly string[]): Promise<number> {
  const [row] = await ctx.db.execute<{ count: number }>(sql`
    select count(distinct username)::int as count from memberships
    where organization_id in (${parentId}, ${ctx.organization.id}) and username = any(${sql.param([...usernames])}::text[])`);
  return row?.count ?? 0;
}
