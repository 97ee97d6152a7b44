import { causeOf, record } from "@/db/audit/record";
import { type Context, may } from "@/db/context";
import { Conflict, Forbidden, Limited } from "@/db/errors";
import type { Permission } from "@/db/permissions";

export type Verb<Input, Output> = {
  (call: { ctx: Context; input: Input }): Promise<Output>;
  readonly action: string;
  readonly permission: Permission;
};

/**
 * A change that one may make inside an organization. The permission is asked here, for every caller, and a refusal
 * is recorded. The body opens its transaction and writes its audit row in it.
 */
export function verb<Input, Output>(
  permission: Permission,
  body: (call: { ctx: Context; input: Input }) => Promise<Output>,
): Verb<Input, Output> {
  const guarded = async (call: { ctx: Context; input: Input }) => {
    try {
      if (!may(call.ctx, permission)) throw new Forbidden();
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
  return Object.assign(guarded, { action: permission, permission });
}
