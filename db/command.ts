import { type Access, recheckContext } from "@/db/access/find-context";
import type { RightsHolder } from "@/db/access/rights-lock";
import { causeOf, type Recorded } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Transaction } from "@/db/client";
import { Conflict, Forbidden, Limited, type Refusal } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import type { Permission } from "@/lib/permissions";
import { can, type RequestContext, topLevelOrganizationOf } from "./request-context";

type Call<Input> = { readonly ctx: RequestContext; readonly input: Input };
type Before<Input, Prepared> = (call: Call<Input>) => Promise<Prepared>;
type Body<Input, Output, Prepared> = (
  call: Call<Input> & { readonly tx: Transaction; readonly prepared: Prepared },
) => Promise<Recorded<Output>>;

/** A function that changes something, with the permission that it takes. */
export type Command<Input, Output> = ((call: Call<Input>) => Promise<Output>) & {
  readonly permission: Permission;
};

type Options<Input> = {
  readonly permission: Permission;
  /** Permissions needed in addition. */
  readonly also?: readonly Permission[];
  /**
   * The rights that the command revokes. Commands that rely on them and this one wait for each other. To avoid needless
   * waiting, it checks before the transaction, without locks, that there is something to revoke, and otherwise throws what
   * the body would throw.
   */
  readonly revokes?: (call: Call<Input>) => readonly RightsHolder[] | Promise<readonly RightsHolder[]>;
  /**
   * For a command that writes for seconds, gives nobody any rights, and whose result is checked again before it takes effect.
   * Its rights are checked in a separate transaction before, so that commands that revoke them don't wait for it.
   */
  readonly writesLong?: boolean;
};

type Ended<Output> = { readonly output: Output } | { readonly error: unknown };

/** What a command does before and after the transaction. */
type Hooks<Input, Output, Prepared> = {
  /**
   * For work that a rollback can't undo, or that takes long: limits, hashing, images. Runs after the permission has been
   * checked.
   */
  readonly before: Before<Input, Prepared>;
  /** Runs when the transaction has been committed or rolled back. */
  readonly after?: (
    call: Call<Input> & { readonly prepared: Prepared; readonly ended: Ended<Output> },
  ) => Promise<void>;
};

/**
 * Defines a command: a change in an organization that takes a permission. Opens the transaction, locks the rights that the
 * command relies on, and checks session, account and permission again, because they may have been revoked since the context
 * was read. In that transaction, the body writes, records an audit event, and returns what `record` returns. Refusals are
 * recorded here.
 * @returns the command. It throws Forbidden without the permission (Limited after many of them), and what `before` and the
 * body throw
 */
export function defineCommand<Input, Output>(
  options: Options<Input>,
  body: Body<Input, Output, undefined>,
): Command<Input, Output>;
export function defineCommand<Input, Output, Prepared>(
  options: Options<Input> & Hooks<Input, Output, Prepared>,
  body: Body<Input, Output, Prepared>,
): Command<Input, Output>;
export function defineCommand<Input, Output, Prepared>(
  options: Options<Input> & Partial<Hooks<Input, Output, Prepared | undefined>>,
  body: Body<Input, Output, Prepared | undefined>,
): Command<Input, Output> {
  const { permission, also = [], revokes, writesLong, before, after } = options;
  const needed = [permission, ...also];
  const command = async (call: Call<Input>) => {
    try {
      requireAll(call.ctx, needed);
      const revoked = await revokes?.(call);
      const prepared = await before?.(call);
      const recheck = async (tx: Transaction) => {
        const ctx = requireOpen(await recheckContext(tx, call.ctx, revoked));
        requireAll(ctx, needed);
        return ctx;
      };
      const run = async () => {
        const changer = {
          accountId: call.ctx.actor.id,
          topLevelOrganizationId: topLevelOrganizationOf(call.ctx).id,
        };
        const checked = writesLong ? await call.ctx.db.transactionInTurn(changer, recheck) : null;
        return await call.ctx.db.transactionInTurn(changer, async (tx) => {
          const ctx = checked ?? (await recheck(tx));
          return (await body({ ...call, tx, ctx, prepared })).output;
        });
      };
      const done = run();
      const ended = await done.then(
        (output) => ({ output }),
        (error: unknown) => ({ error }),
      );
      await after?.({ ...call, prepared, ended });
      return await done;
    } catch (error) {
      const refusal = error instanceof Forbidden ? await limitForbidden(call.ctx, error) : error;
      await recordRefused(call.ctx, permission, refusal);
      throw refusal;
    }
  };
  return Object.assign(command, { permission });
}

/** @returns the same refusal; Limited after 100 in 15 minutes, so that nobody can keep trying forbidden actions */
async function limitForbidden({ db, actor }: RequestContext, error: Forbidden): Promise<Refusal> {
  try {
    await consume(db, "forbidden-actions", actor.id);
    return error;
  } catch (limited) {
    if (limited instanceof Limited) return limited;
    throw limited;
  }
}

async function recordRefused(ctx: RequestContext, action: Permission, error: unknown): Promise<void> {
  if (error instanceof Forbidden || error instanceof Limited || error instanceof Conflict) {
    await recordRefusal(ctx.db, causeOf(ctx), { action }, error);
  }
}

function requireAll(ctx: RequestContext, needed: readonly Permission[]): void {
  if (!needed.every((permission) => can(ctx, permission))) throw new Forbidden();
}

function requireOpen(access: Access): RequestContext {
  switch (access.state) {
    case "open":
      return access.ctx;
    case "signed-out":
      throw new Forbidden({ code: "signed-out-meanwhile" });
    case "inactive":
      throw new Forbidden({ code: "organization-inactive", organization: access.organization.name });
    default:
      throw new Forbidden();
  }
}
