import { sql } from "drizzle-orm";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import type { NewUserInput } from "@/db/users/input";
import { insertUser } from "@/db/users/insert";
import { settleUsernameLookup, takeUsernameLookup } from "@/db/users/username-lookup";
import { uuids } from "@/db/uuid";
import { normalizeUsername } from "@/lib/usernames";

/**
 * Creates an account that this organization manages, in these groups, and queues the mail with the link by which the
 * person sets a password.
 * @returns the user's id
 * @throws Invalid for a username that is taken or none, and for an address that is none; NotFound for a group that is
 * not of this organization; Forbidden for one that allows more than the actor may do here;
 * Limited after too many usernames that are taken
 */
export const createUser = defineCommand<NewUserInput, string, void>(
  {
    permission: "users.create",
    before: ({ ctx }) => takeUsernameLookup(ctx),
    after: ({ ctx, ended }) => settleUsernameLookup(ctx, "users.create", ended),
  },
  async ({ tx, ctx, input }) => {
    await requireGrantableGroups(tx, ctx, input.groupIds);
    const userId = await insertUser(tx, {
      organizationId: ctx.organization.id,
      username: input.username,
      name: input.name,
      email: input.email,
      password: null,
      groupIds: [...new Set(input.groupIds)],
    });
    await queuePasswordLink(tx, userId);
    await record(tx, causeOf(ctx), {
      action: "users.create",
      subject: { id: userId, name: normalizeUsername(input.username) },
      details: { groups: await namesOf(tx, input.groupIds) },
    });
    return userId;
  },
);

async function namesOf(tx: Transaction, groupIds: readonly string[]): Promise<string[]> {
  const groups = await tx.execute<{ name: string }>(sql`
    select name from groups where id = any(${uuids(groupIds)}) order by name`);
  return groups.map(({ name }) => name);
}
