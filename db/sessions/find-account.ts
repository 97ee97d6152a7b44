import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isActive } from "@/db/access/rights";
import type { Database, Transaction } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { isUuid } from "@/db/uuid";
import { isUsername, normalizeUsername } from "@/lib/usernames";

const accountRow = z.object({
  id: z.string(),
  username: z.string(),
  email: z.string().nullable(),
  passwordHash: z.string().nullable(),
  managingOrganizationId: z.string(),
});

/** The organization and the username that someone signs in with. Not validated. */
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

/**
 * Normalizes the username, and empties values that can't be a handle, an id or a username, because they would make a query
 * fail.
 */
export function sanitizeCredentials<Sent extends Credentials>(sent: Sent): Sent {
  const username = normalizeUsername(sent.username);
  return {
    ...sent,
    root: /^[a-z0-9-]{1,63}$/.test(sent.root) ? sent.root : "",
    organizationId: isUuid(sent.organizationId) ? sent.organizationId : "",
    username: isUsername(username) ? username : "",
  };
}

/** The key by which attempts for an account are counted, whether it exists or not. */
export function accountKey({ root, username }: Pick<Credentials, "root" | "username">): string {
  return `${root}/${username}`;
}

const existingRow = z.object({
  organizationId: z.string(),
  userId: z.string().nullable(),
  username: z.string().nullable(),
  managingOrganizationId: z.string().nullable(),
});
type Existing = z.infer<typeof existingRow>;

/**
 * Finds what the audit log can contain about the credentials: the organization if it exists, and the account of this username
 * if it has access there. Other accounts are left out, so that the audit log doesn't reveal who has an account elsewhere.
 * @param credentials from `sanitizeCredentials`
 */
export async function findExisting(db: Database, credentials: Credentials): Promise<Existing | undefined> {
  const { root, organizationId, username } = credentials;
  if (!root || !organizationId) return undefined;
  const [existing] = await rowsOf(db, existingRow)`
    select
      o.id as "organizationId",
      u.id as "userId",
      u.username,
      u.managing_organization_id as "managingOrganizationId"
    from organizations root
    join organizations o on o.root_id = root.id and o.id = ${organizationId}
    left join users u on u.root_id = root.id and u.username = ${username} and ${hasAccess}
    where root.handle = ${root}`;
  return existing;
}

/**
 * Finds the active account of this username if it can sign in at the organization: as a member, or because it can switch to
 * it from an ancestor. No account can sign in at an inactive organization.
 * @param credentials from `sanitizeCredentials`
 */
export async function findAccount(
  db: Database | Transaction,
  credentials: Credentials,
): Promise<Account | undefined> {
  const { username } = credentials;
  if (!username) return undefined;
  return await findAccountAt(db, credentials, sql`u.username = ${username}`);
}

/** The same for an account by its id. */
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
  const [account] = await rowsOf(db, accountRow)`
    select
      u.id,
      u.username,
      u.email,
      u.password_hash as "passwordHash",
      u.managing_organization_id as "managingOrganizationId"
    from organizations root
    join organizations o on o.root_id = root.id and o.id = ${organizationId}
    join users u on u.root_id = root.id and ${which}
    where root.handle = ${root}
      and u.disabled_at is null
      and ${isActive(sql`o.path`)}
      and ${hasAccess}`;
  return account;
}

/** A condition on users u and organizations o: u is a member of o or can switch to it, even if the account is disabled. */
const hasAccess = sql`exists (
  select from permissions_by_organization(u.id, o.path) as rights
  where rights.organization_id = o.id or rights.can_enter_descendants
)`;
