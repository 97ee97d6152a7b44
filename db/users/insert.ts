import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { NotFound } from "@/db/errors";
import { hashPassword } from "@/db/passwords/hash";
import { membershipGroups, memberships, organizations, users } from "@/db/schema";
import { type Profile, readProfile } from "@/db/users/profile";
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
 * @throws NotFound if there is no such organization; Invalid for an invalid or taken username, and for an invalid email
 * address
 */
export async function insertUser(db: Database | Transaction, input: NewUser): Promise<string> {
  const { username, name, email } = readProfile(input);
  const passwordHash = input.password === null ? null : await hashPassword(input.password);
  return await db.transaction(async (tx) => {
    const { organizationId } = input;
    const [organization] = await tx
      .select({ rootId: organizations.rootId })
      .from(organizations)
      .where(eq(organizations.id, organizationId));
    if (!organization) throw new NotFound("There is no such organization.");
    const { rootId } = organization;
    const account = {
      rootId,
      managingOrganizationId: organizationId,
      username,
      usernameSkeleton: usernameSkeleton(username),
      name,
      email,
      passwordHash,
      disabledAt: input.disabled ? new Date() : null,
    };
    const inserting = tx.insert(users).values(account).returning({ id: users.id, search: users.search });
    const [user] = await rejectTakenUsername(inserting.execute());
    if (!user) throw new Error("The insert returns one row.");
    await tx.insert(memberships).values({
      organizationId,
      rootId,
      userId: user.id,
      origin: "managed",
      username,
      name,
      search: user.search,
    });
    const groups = (input.groupIds ?? []).map((groupId) => ({
      organizationId,
      userId: user.id,
      groupId,
    }));
    if (groups.length > 0) await tx.insert(membershipGroups).values(groups);
    return user.id;
  });
}
