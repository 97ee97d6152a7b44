import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { NotFound } from "@/db/errors";
import { hashPassword } from "@/db/passwords/hash";
import { membershipGroups, memberships, users } from "@/db/schema";
import { type Profile, readProfile } from "@/db/users/profile";
import { unlessUsernameTaken } from "@/db/users/taken-username";
import { usernameSkeleton } from "@/lib/username-rules";

export type NewUser = Profile & {
  readonly organizationId: string;
  readonly password: string | null;
  readonly groupIds?: readonly string[];
  readonly disabled?: boolean;
};

/**
 * Writes an account that the organization manages, its membership there, and that membership's groups. Asks no
 * permission: for seeds, tests and the command line.
 * @returns the user's id
 * @throws NotFound without that organization; Invalid for a username or an address that is none, and for a username that is taken
 */
export async function insertUser(db: Database | Transaction, input: NewUser): Promise<string> {
  const { username, name, email } = readProfile(input);
  const passwordHash = input.password === null ? null : await hashPassword(input.password);
  return await db.transaction(async (tx) => {
    const [organization] = await tx.execute<{ rootId: string }>(sql`
      select root_id as "rootId" from organizations where id = ${input.organizationId}`);
    if (!organization) throw new NotFound("There is no such organization.");
    const here = { organizationId: input.organizationId, rootId: organization.rootId };
    const account = {
      rootId: here.rootId,
      managingOrganizationId: here.organizationId,
      ...{ username, usernameSkeleton: usernameSkeleton(username), name, email, passwordHash },
      disabledAt: input.disabled ? new Date() : null,
    };
    const inserting = tx.insert(users).values(account).returning({ id: users.id, search: users.search });
    const [user] = await unlessUsernameTaken(inserting.execute());
    if (!user) throw new Error("An insert with returning answers with its row.");
    await tx.insert(memberships).values({
      ...here,
      userId: user.id,
      origin: "managed",
      username,
      name,
      search: user.search,
    });
    const groups = (input.groupIds ?? []).map((groupId) => ({
      organizationId: here.organizationId,
      userId: user.id,
      groupId,
    }));
    if (groups.length > 0) await tx.insert(membershipGroups).values(groups);
    return user.id;
  });
}
