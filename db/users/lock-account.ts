import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { Conflict, NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import type { Profile } from "./profile";

type Account = Profile & { readonly disabled: boolean; readonly hasPassword: boolean };

/**
 * Makes everything else that changes this person wait until the transaction ends, at the memberships, where inviting,
 * answering and removing wait too: before the account itself is touched, and from the root downwards, so that nobody
 * waits for somebody who waits for them.
 * @returns the account as it is now, which this organization manages
 * @throws NotFound for somebody who is no user here; Conflict, saying where, for an account that is managed elsewhere
 */
export async function lockAccount(tx: Transaction, ctx: RequestContext, userId: string): Promise<Account> {
  const here = ctx.organization.id;
  await tx.execute(sql`
    select from memberships m join organizations o on o.id = m.organization_id
    where m.user_id = ${userId}
      and exists (select from users u where u.id = m.user_id and u.managing_organization_id = ${here})
    order by cardinality(o.path), o.id for update of m`);
  const [account] = await tx.execute<Account & { managedHere: boolean; managedBy: string }>(sql`
    select u.username, u.name, u.email, u.disabled_at is not null as disabled,
      u.password_hash is not null as "hasPassword", o.id = ${here} as "managedHere", o.name as "managedBy"
    from memberships m
    join users u on u.id = m.user_id
    join organizations o on o.id = u.managing_organization_id
    where m.organization_id = ${here} and m.user_id = ${userId}`);
  if (!account) throw new NotFound("This user is no longer here.");
  if (!account.managedHere) {
    throw new Conflict(`This account is managed by ${account.managedBy}: it is changed there, not here.`);
  }
  return account;
}
