import { sql } from "drizzle-orm";
import { z } from "zod";
import { accountRights, type RightsHolder } from "@/db/access/rights-lock";
import type { Database, Transaction } from "@/db/client";
import { Conflict, NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import type { UserId } from "./input";
import type { Profile } from "./profile";

const profileRow = z.object({ username: z.string(), name: z.string(), email: z.string().nullable() });

const accountRow = profileRow.extend({
  disabled: z.boolean(),
  hasPassword: z.boolean(),
  managedHere: z.boolean(),
  managedBy: z.string(),
});

type Account = Profile & { readonly disabled: boolean; readonly hasPassword: boolean };

/**
 * Locks an account until the transaction ends. It locks the memberships, as commands that invite, respond and remove do.
 * Locking them before the account, and from the root down, avoids deadlocks.
 * @returns the account as it is now; this organization manages it
 * @throws NotFound if this isn't a user of the organization; Conflict, naming the managing organization, if that is another
 * one
 */
export async function lockAccount(tx: Transaction, ctx: RequestContext, userId: string): Promise<Account> {
  const organizationId = ctx.organization.id;
  await tx.execute(sql`
    select
    from memberships m
    join organizations o on o.id = m.organization_id
    where m.user_id = ${userId}
      and exists (select from users u where u.id = m.user_id and u.managing_organization_id = ${organizationId})
    order by cardinality(o.path), o.id
    for update of m`);
  return await requireManagedHere(tx, ctx, userId);
}

async function requireManagedHere(
  executor: Database | Transaction,
  ctx: RequestContext,
  userId: string,
): Promise<Account> {
  const organizationId = ctx.organization.id;
  const [account] = await rowsOf(executor, accountRow)`
    select
      u.username,
      u.name,
      u.email,
      u.disabled_at is not null as disabled,
      u.password_hash is not null as "hasPassword",
      o.id = ${organizationId} as "managedHere",
      o.name as "managedBy"
    from memberships m
    join users u on u.id = m.user_id
    join organizations o on o.id = u.managing_organization_id
    where m.organization_id = ${organizationId} and m.user_id = ${userId}`;
  if (!account) throw new NotFound({ code: "no-such-user" });
  if (!account.managedHere) {
    throw new Conflict({ code: "managed-elsewhere", organization: account.managedBy });
  }
  return account;
}

/**
 * The rights of an account, for commands that revoke them. It must be an account that this organization manages, so that
 * nobody in another organization has to wait, and not the actor's own.
 * @throws NotFound and Conflict like `lockAccount`, and Conflict for the actor's own account
 */
export async function rightsOfManagedAccount(call: {
  ctx: RequestContext;
  input: UserId;
}): Promise<RightsHolder[]> {
  const { ctx, input } = call;
  requireOtherUser(ctx, input.userId);
  await requireManagedHere(ctx.db, ctx, input.userId);
  return [accountRights(input.userId)];
}

/** Finds an account that this organization manages. For work before the transaction, which locks it. */
export async function findManagedAccount(ctx: RequestContext, userId: string): Promise<Profile | undefined> {
  const [account] = await rowsOf(ctx.db, profileRow)`
    select username, name, email from users
    where id = ${userId} and managing_organization_id = ${ctx.organization.id}`;
  return account;
}

/** Keeps people from ending their own access by mistake. @throws Conflict */
export function requireOtherUser(ctx: RequestContext, userId: string): void {
  const refusal = refuseOwnAccount(ctx, userId);
  if (refusal) throw refusal;
}

/** Returns the refusal instead, for commands that continue with other users. @returns null for another user */
export function refuseOwnAccount({ actor }: RequestContext, userId: string): Conflict | null {
  return actor.id === userId ? new Conflict({ code: "own-account" }) : null;
}
