import { sql } from "drizzle-orm";
import { isActive, lasts } from "@/db/access/rights";
import type { Database, Transaction } from "@/db/client";
import { isUsername, normalizeUsername } from "@/db/users/username";
import { isUuid } from "@/db/uuid";

/** Whom somebody says that they are, at an organization: as it was sent, hostile. */
export type Claim = { readonly root: string; readonly organizationId: string; readonly username: string };

export type Account = {
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly managingOrganizationId: string;
};

/** What can be no handle, no id and no username is nobody's, and must not reach the database as it is. */
export function readable<Sent extends Claim>(sent: Sent): Sent {
  const username = normalizeUsername(sent.username);
  return {
    ...sent,
    root: /^[a-z0-9-]{1,63}$/.test(sent.root) ? sent.root : "",
    organizationId: isUuid(sent.organizationId) ? sent.organizationId : "",
    username: isUsername(username) ? username : "",
  };
}

/** The key under which the tries for an account are counted, whether it exists or not. */
export function accountKey({ root, username }: Pick<Claim, "root" | "username">): string {
  return `${root}/${username}`;
}

/**
 * The active account of this username that may sign in at the organization: a member, or somebody who may switch into
 * it from above. Nobody's while the organization is inactive.
 * @param claim as `readable` leaves it
 */
export async function findAccount(db: Database | Transaction, claim: Claim): Promise<Account | undefined> {
  if (!claim.root || !claim.organizationId || !claim.username) return undefined;
  const [account] = await db.execute<Account>(sql`
    select u.id, u.username, u.email, u.password_hash as "passwordHash", u.managing_organization_id as "managingOrganizationId"
    from organizations root
    join organizations o on o.root_id = root.id and o.id = ${claim.organizationId}
    join users u on u.root_id = root.id and u.username = ${claim.username}
    where root.handle = ${claim.root} and u.disabled_at is null and ${isActive(sql`o.path`)}
      and exists (
        select from memberships m
        where m.user_id = u.id and ${lasts(sql`m`)} and m.organization_id = any(o.path) and (m.organization_id = o.id or exists (
          select from membership_groups mg
          join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
          join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
          where mg.organization_id = m.organization_id and mg.user_id = m.user_id
            and (r.is_administrator or 'organizations.enter' = any(r.permissions)))))`);
  return account;
}
