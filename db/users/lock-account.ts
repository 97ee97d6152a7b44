import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { Conflict, NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import type { Profile } from "./profile";

type Account = Profile & { readonly disabled: boolean; readonly hasPassword: boolean };

/**
 * Locks an account until the transaction ends, by its memberships, which inviting, responding and removing lock, too.
 * Locking these before the account, and from the root down, avoids deadlocks.
 * @returns the account as it is now; this organization manages it
 * @throws NotFound if this isn't a user of the organization; Conflict, naming the managing organization, if that is
 * another one
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
  const [account] = await tx.execute<Account & { managedHere: boolean; managedBy: string }>(sql`
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
    where m.organization_id = ${organizationId} and m.user_id = ${userId}`);
  if (!account) throw new NotFound("This user is no longer here.");
  if (!account.managedHere) {
    throw new Conflict(`This account is managed by ${account.managedBy}: it is changed there, not here.`);
  }
  return account;
}

/** An account that this organization manages, for work before the transaction that locks it. */
export async function findManagedAccount(ctx: RequestContext, userId: string): Promise<Profile | undefined> {
  const [account] = await ctx.db.execute<Profile>(sql`
    select username, name, email from users
    where id = ${userId} and managing_organization_id = ${ctx.organization.id}`);
  return account;
}

/** Keeps people from ending their own access by mistake. @throws Conflict */
export function requireOtherUser({ actor }: RequestContext, userId: string): void {
  if (actor.id === userId) {
    throw new Conflict("You cannot do this to yourself. Ask another administrator.");
  }
}
