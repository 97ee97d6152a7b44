import { causeOf } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import { Invalid } from "@/db/errors";
import { consume, giveBack } from "@/db/limits/limits";
import type { RequestContext } from "@/db/request-context";
import { TAKEN } from "@/db/users/taken-username";
import type { Permission } from "@/lib/permissions";

/**
 * Takes one of the actor's username look-ups, which are counted together with those of inviting. Call it before work that
 * answers whether a username is taken, and not inside a transaction: limits use a connection of their own.
 * @throws Limited when the actor has none left
 */
export async function takeUsernameLookup({ db, actor }: RequestContext): Promise<void> {
  // Taken before the work, so that look-ups at once are counted like look-ups one after another.
  await consume(db, "username-lookups", actor.id);
}

/**
 * Call it when that work has ended. The answer "taken" keeps the look-up and is recorded; any other gives it back.
 * @param action what the actor did, as the audit has it
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
  return error instanceof Invalid && error.fields.username === TAKEN;
}
