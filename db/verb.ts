import { causeOf, record } from "@/db/audit/record";
import { type Context, may } from "@/db/context";
import { Conflict, Forbidden, Limited } from "@/db/errors";
import type { Permission } from "@/db/permissions";

type Call<Input, Output> = (call: { ctx: Context; input: Input }) => Promise<Output>;

/**
 * A change that one may make inside an organization. The permission is asked here, for every caller, and a refusal
 * is recorded. The body opens its transaction and writes its audit row in it.
 * @param also what is needed besides
 */
export function verb<Input, Output>(
  permission: Permission,
  body: Call<Input, Output>,
  also: readonly Permission[] = [],
): Call<Input, Output> {
  return async (call) => {
    try {
      if (![permission, ...also].every((needed) => may(call.ctx, needed))) throw new Forbidden();
      return await body(call);
    } catch (error) {
      if (error instanceof Forbidden || error instanceof Conflict || error instanceof Limited) {
        await record(call.ctx.db, causeOf(call.ctx), {
          action: permission,
          outcome: "refused",
          details: { because: error.message },
        });
      }
      throw error;
    }
  };
}
