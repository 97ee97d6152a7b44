import { causeOf } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import { Invalid, violates } from "@/db/errors";
import { type Cost, giveBackAll } from "@/db/limits/limits";
import { type RequestContext, topLevelOrganizationOf } from "@/db/request-context";
import type { Permission } from "@/lib/permissions";

const CONSTRAINTS = ["users_username", "users_username_skeleton", "users_username_released"];

/**
 * Turns the violation of a constraint on usernames into an error of the field. The message is the same for every reason,
 * so that it doesn't say who has or had the username.
 * @returns what `writing` returns
 * @throws Invalid at `username`
 */
export async function rejectTakenUsername<Written>(writing: Promise<Written>): Promise<Written> {
  try {
    return await writing;
  } catch (error) {
    if (CONSTRAINTS.some((constraint) => violates(error, constraint))) {
      throw new Invalid({ username: { code: "username-taken" } });
    }
    throw error;
  }
}

/**
 * What usernames that turn out to be unknown or taken count toward the limits. Counted before the work that reveals this, so
 * that concurrent lookups count like consecutive ones.
 */
export function lookupCosts(
  ctx: RequestContext,
  count: number,
  limit: "username-lookups" | "usernames-previewed" = "username-lookups",
): Cost[] {
  return [
    [limit, ctx.actor.id, count],
    // Actors could otherwise create accounts and child organizations to look up more usernames.
    [`${limit}-of-organization`, ctx.organization.id, count],
    [`${limit}-of-top-level-organization`, topLevelOrganizationOf(ctx).id, count],
  ];
}

/**
 * Call it after work that was preceded by `lookupCosts` for one username. Gives the lookup back, or records the refusal if
 * the username was taken.
 * @param action what the actor did, for the audit log
 */
export async function settleUsernameLookup(
  ctx: RequestContext,
  action: Permission,
  ended: { readonly output: unknown } | { readonly error: unknown },
): Promise<void> {
  if ("error" in ended && isTaken(ended.error)) {
    await recordRefusal(ctx.db, causeOf(ctx), { action }, ended.error);
  } else {
    await giveBackAll(ctx.db, lookupCosts(ctx, 1));
  }
}

function isTaken(error: unknown): error is Invalid {
  return error instanceof Invalid && error.fields.username?.code === "username-taken";
}
