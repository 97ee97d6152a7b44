import { sql } from "drizzle-orm";
import { z } from "zod";
import { causeOf } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import { Limited } from "@/db/errors";
import { type Cost, consumeAll, limitKey, requireAllLeft } from "@/db/limits/limits";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { lookupCosts } from "@/db/users/taken-usernames";
import { texts } from "@/db/uuid";
import { isUsername } from "@/lib/usernames";
import { findCandidates } from "./candidates";
import type { Candidate } from "./rules";

export type LookedUp = {
  readonly usernames: readonly string[];
  /** The unknown username that used up the limit. The response must reveal nothing about the usernames after it. */
  readonly last: string | undefined;
  /** The candidates by username: only users of the parent or of this organization. */
  readonly candidates: ReadonlyMap<string, Candidate>;
};

/**
 * Looks up usernames in their order. Each unknown one counts toward the limit, once a day. Stops when the limit is used up,
 * so that an actor learns about no unknown username that wasn't counted, and nothing about the next one. Don't call it inside
 * a transaction: limits use their own connection.
 * @param usernames normalized, without duplicates
 * @throws Limited if the limit was already used up
 */
export async function lookUpUsernames(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
  limit: "username-lookups" | "usernames-previewed",
): Promise<LookedUp> {
  const costOf = (points: number) => lookupCosts(ctx, points, limit);
  const left = await requireAllLeft(ctx.db, costOf(1));
  const candidates = await findCandidates(ctx.db, ctx, parentId, usernames.filter(isUsername));
  const unknown = usernames.filter((username) => !candidates.has(username));
  const remembered = await findRemembered(ctx, parentId, unknown);
  const fresh = unknown.filter((username) => !remembered.has(username)).slice(0, left);
  const last = fresh.length < left ? undefined : fresh.at(-1);
  const end = last === undefined ? usernames.length : usernames.indexOf(last) + 1;
  await consumeAll(ctx.db, costOf(fresh.length));
  await remember(ctx, parentId, fresh);
  if (end < usernames.length) await recordEnd(ctx, costOf(1));
  return { usernames: usernames.slice(0, end), last, candidates };
}

/** The usernames that don't count again, because the actor has learned within a day that they are unknown. */
async function findRemembered(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<Set<string>> {
  if (usernames.length === 0) return new Set();
  const keys = usernames.map((username) => keyOf(ctx, parentId, username));
  const rows = await rowsOf(ctx.db, z.object({ key: z.string() }))`
    select key from rate_limits where key = any(${texts(keys)}) and expire > now()`;
  const remembered = new Set(rows.map(({ key }) => key));
  return new Set(usernames.filter((_, at) => remembered.has(keys[at] ?? "")));
}

async function remember(ctx: RequestContext, parentId: string, usernames: readonly string[]): Promise<void> {
  if (usernames.length === 0) return;
  const keys = usernames.map((username) => keyOf(ctx, parentId, username)).sort();
  await ctx.db.execute(sql`
    insert into rate_limits (key, points, expire)
    select key, 1, now() + interval '1 day'
    from unnest(${texts(keys)}) as remembered (key)
    on conflict (key) do update set expire = excluded.expire`);
}

function keyOf({ actor }: RequestContext, parentId: string, username: string): string {
  return limitKey("username-lookups", `${actor.id} ${parentId} ${username}`);
}

async function recordEnd(ctx: RequestContext, costs: readonly Cost[]): Promise<void> {
  try {
    await requireAllLeft(ctx.db, costs);
  } catch (error) {
    if (!(error instanceof Limited)) throw error;
    await recordRefusal(ctx.db, causeOf(ctx), { action: "invitations.create" }, error);
  }
}
