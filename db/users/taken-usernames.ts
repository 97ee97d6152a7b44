import { causeOf } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import { Invalid } from "@/db/errors";
import { type Cost, giveBackAll } from "@/db/limits/limits";
import type { RequestContext } from "@/db/request-context";
import { violates } from "@/db/unique-violation";
import type { Permission } from "@/lib/permissions";

export const USERNAME_TAKEN =
  "This username is taken, looks like one that is taken, or was in use in the last 90 days. Choose another one.";

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
      throw new Invalid(USERNAME_TAKEN, { username: USERNAME_TAKEN });
    }
    throw error;
  }
}

/**
 * What entering usernames costs that turn out to be unknown or taken. Taken before the work that reveals it, so that
 * concurrent lookups are counted like consecutive ones.
 */
export function lookupCosts({ actor, organization }: RequestContext, count: number): Cost[] {
  return [
    ["username-lookups", actor.id, count],
    ["username-lookups-of-organization", organization.id, count], // they may create accounts to look up more
  ];
}

/**
 * Call it after work for which `lookupCosts` of one were taken. Gives the lookup back, unless the username was taken: then it records the refusal.
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
  return error instanceof Invalid && error.fields.username === USERNAME_TAKEN;
}
