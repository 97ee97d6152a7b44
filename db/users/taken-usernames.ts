import { causeOf } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import { Invalid } from "@/db/errors";
import { consume, giveBack } from "@/db/limits/limits";
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
 * Takes one of the actor's username lookups, which are counted together with those of inviting. Call it before work that
 * reveals whether a username is taken, and outside a transaction, because limits use a connection of their own.
 * @throws Limited when the actor has none left
 */
export async function takeUsernameLookup({ db, actor }: RequestContext): Promise<void> {
  // Taken before the work, so that concurrent lookups are counted like consecutive ones.
  await consume(db, "username-lookups", actor.id);
}

/**
 * Call it after that work. Gives the lookup back, unless the username was taken: then it records the refusal.
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
    await giveBack(ctx.db, "username-lookups", ctx.actor.id);
  }
}

function isTaken(error: unknown): error is Invalid {
  return error instanceof Invalid && error.fields.username === USERNAME_TAKEN;
}
