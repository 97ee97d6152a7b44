import { inArray } from "drizzle-orm";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { consumeAll, giveBackAll } from "@/db/limits/limits";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import { groups } from "@/db/schema";
import { creationCosts } from "@/db/users/account-limits";
import type { NewUserInput } from "@/db/users/input";
import { insertUser } from "@/db/users/insert";
import { lookupCosts, settleUsernameLookup } from "@/db/users/taken-usernames";
import { normalizeUsername } from "@/lib/usernames";

/**
 * Creates an account that this organization manages, and queues the email with the link to set its password.
 * @returns the user's id
 * @throws Invalid for an invalid or taken username, and for an invalid email address; NotFound for a group that isn't of
 * this organization; Forbidden for a group that the actor can't grant; Limited after too many taken usernames or new users
 */
export const createUser = defineCommand<NewUserInput, string, void>(
  {
    permission: "users.create",
    before: ({ ctx, input }) =>
      consumeAll(ctx.db, [...lookupCosts(ctx, 1), ...creationCosts(ctx, input.email)]),
    after: async ({ ctx, input, ended }) => {
      if ("error" in ended) await giveBackAll(ctx.db, creationCosts(ctx, input.email));
      await settleUsernameLookup(ctx, "users.create", ended);
    },
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
    const recorded = await record(tx, causeOf(ctx), {
      action: "users.create",
      subject: { id: userId, name: normalizeUsername(input.username) },
      details: { groups: await listGroupNames(tx, input.groupIds) },
    });
    return recorded.returning(userId);
  },
);

async function listGroupNames(tx: Transaction, groupIds: string[]): Promise<string[]> {
  const rows = await tx
    .select({ name: groups.name })
    .from(groups)
    .where(inArray(groups.id, groupIds))
    .orderBy(groups.name);
  return rows.map(({ name }) => name);
}
