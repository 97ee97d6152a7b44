import { type SQL, sql } from "drizzle-orm";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database, Transaction } from "@/db/client";
import { isUuid } from "@/db/uuid";
import { isUsername, normalizeUsername } from "@/lib/usernames";

/** Whom somebody says that they are, at an organization: as it was sent, hostile. */
export type Credentials = {
  readonly root: string;
  readonly organizationId: string;
  readonly username: string;
};

export type Account = {
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly managingOrganizationId: string;
};

/** What can be no handle, no id and no username is nobody's, and must not reach the database as it is. */
export function readable<Sent extends Credentials>(sent: Sent): Sent {
  const username = normalizeUsername(sent.username);
  return {
    ...sent,
    root: /^[a-z0-9-]{1,63}$/.test(sent.root) ? sent.root : "",
    organizationId: isUuid(sent.organizationId) ? sent.organizationId : "",
    username: isUsername(username) ? username : "",
  };
}

/** The key under which the tries for an account are counted, whether it exists or not. */
export function accountKey({ root, username }: Pick<Credentials, "root" | "username">): string {
  return `${root}/${username}`;
}

/** What of a claim is so: the organization, if it is one below the root, and the account of that name in the tree. */
type Known = {
  readonly organizationId: string;
  readonly userId: string | null;
  readonly username: string | null;
};

/**
 * What of a claim exists, whether or not it may sign in: what may be recorded of it.
 * @param claim as `readable` leaves it
 */
export async function findKnown(db: Database, claim: Credentials): Promise<Known | undefined> {
  if (!claim.root || !claim.organizationId) return undefined;
  const [known] = await db.execute<Known>(sql`
    select o.id as "organizationId", u.id as "userId", u.username
    from organizations root
    join organizations o on o.root_id = root.id and o.id = ${claim.organizationId}
    left join users u on u.root_id = root.id and u.username = ${claim.username}
    where root.handle = ${claim.root}`);
  return known;
}

/**
 * The active account of this username that may sign in at the organization: a member, or somebody who may switch into
 * it from above. Nobody's while the organization is inactive.
 * @param claim as `readable` leaves it
 */
export async function findAccount(
  db: Database | Transaction,
  claim: Credentials,
): Promise<Account | undefined> {
  if (!claim.username) return undefined;
  return await findAccountAt(db, claim, sql`u.username = ${claim.username}`);
}

/** The same, of an account whose id is known. */
export async function findAccountById(
  db: Database | Transaction,
  { userId, ...where }: Omit<Credentials, "username"> & { readonly userId: string },
): Promise<Account | undefined> {
  return await findAccountAt(db, where, sql`u.id = ${userId}`);
}

async function findAccountAt(
  db: Database | Transaction,
  { root, organizationId }: Omit<Credentials, "username">,
  which: SQL,
): Promise<Account | undefined> {
  if (!root || !organizationId) return undefined;
  const [account] = await db.execute<Account>(sql`
    select u.id, u.username, u.email, u.password_hash as "passwordHash", u.managing_organization_id as "managingOrganizationId"
    from organizations root
    join organizations o on o.root_id = root.id and o.id = ${organizationId}
    join users u on u.root_id = root.id and ${which}
    where root.handle = ${root} and u.disabled_at is null and ${isActive(sql`o.path`)}
      and exists (
        select from memberships m
        where m.user_id = u.id and ${isCurrent(sql`m`)} and m.organization_id = any(o.path) and (m.organization_id = o.id or exists (
          select from membership_groups mg
          join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
          join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
          where mg.organization_id = m.organization_id and mg.user_id = m.user_id
            and (r.can_enter_descendants))))`);
  return account;
}
