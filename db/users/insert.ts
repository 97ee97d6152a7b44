import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { Invalid, NotFound } from "@/db/errors";
import { hashPassword } from "@/db/passwords/hash";
import { membershipGroups, organizations, users } from "@/db/schema";
import { type Profile, readProfile } from "@/db/users/profile";
import { uuids } from "@/db/uuid";
import { usernameSkeleton } from "@/lib/username-rules";
import { rejectTakenUsername } from "./taken-usernames";

export type NewUser = Profile & {
  readonly organizationId: string;
  readonly password: string | null;
  readonly groupIds?: readonly string[];
  readonly disabled?: boolean;
};

/**
 * Inserts an account that the organization manages, with its membership there and the groups of this membership. Checks no
 * permissions.
 * @returns the user's id
 * @throws NotFound if there is no such organization; Invalid for an invalid or taken username, for an email address as
 * username that isn't the account's own, and for an invalid email address
 */
export async function insertUser(db: Database | Transaction, input: NewUser): Promise<string> {
  const { username, name, email } = readProfile(input);
  // Somebody else's address as username would get invitations meant for that person.
  if (username.includes("@") && email?.toLowerCase() !== username) {
    throw new Invalid({ username: { code: "unconfirmed-username" } });
  }
  const passwordHash = input.password === null ? null : await hashPassword(input.password);
  return await db.transaction(async (tx) => {
    const { organizationId } = input;
    const [organization] = await tx
      .select({ rootId: organizations.rootId })
      .from(organizations)
      .where(eq(organizations.id, organizationId));
    if (!organization) throw new NotFound({ code: "no-such-organization" });
    const { rootId } = organization;
    const { groupIds = [], disabled = false } = input;
    const account = { organizationId, rootId, username, name, email, passwordHash, groupIds, disabled };
    const [userId = ""] = await rejectTakenUsername(insertAccounts(tx, [account]));
    return userId;
  });
}

type Account = Profile & {
  readonly organizationId: string;
  readonly rootId: string;
  readonly passwordHash: string | null;
  readonly groupIds: readonly string[];
  readonly disabled: boolean;
};

/**
 * Inserts accounts like `insertUser`, without validating their profiles.
 * @returns the users' ids, in the order of the accounts
 */
export async function insertAccounts(tx: Transaction, accounts: readonly Account[]): Promise<string[]> {
  const rows = accounts.map(({ organizationId, disabled, ...account }) => ({
    ...account,
    id: randomUUID(),
    managingOrganizationId: organizationId,
    usernameSkeleton: usernameSkeleton(account.username),
    disabledAt: disabled ? new Date() : null,
  }));
  const ids = rows.map(({ id }) => id);
  await tx.insert(users).values(rows);
  await tx.execute(sql`
    insert into memberships (organization_id, user_id, root_id, origin, username, name, search)
    select managing_organization_id, id, root_id, 'managed', username, name, search
    from users where id = any(${uuids(ids)})`);
  const assigned = rows.flatMap(({ id, managingOrganizationId, groupIds }) =>
    groupIds.map((groupId) => ({ organizationId: managingOrganizationId, userId: id, groupId })),
  );
  if (assigned.length > 0) await tx.insert(membershipGroups).values(assigned);
  return ids;
}
