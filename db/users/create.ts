import { sql } from "drizzle-orm";
import { requireGrantable } from "@/db/access/grantable";
import { causeOf, record } from "@/db/audit/record";
import { requestPasswordLink } from "@/db/passwords/request-link";
import type { NewUserInput } from "@/db/users/input";
import { insertUser } from "@/db/users/insert";
import { normalizeUsername } from "@/db/users/username";
import { uuids } from "@/db/uuid";
import { verb } from "@/db/verb";

/**
 * Creates an account that this organization manages, in these groups, and queues the mail with the link by which the
 * person sets a password.
 * @returns the user's id
 * @throws Invalid for a username that is taken or none, and for an address that is none; NotFound for a group that is
 * not of this organization; Forbidden for one that allows more than the actor may do here
 */
export const createUser = verb<NewUserInput, string>("users.create", ({ ctx, input }) =>
  ctx.db.transaction(async (tx) => {
    const here = ctx.organization.id;
    const groups = await tx.execute<{ id: string; name: string }>(sql`
      select id, name from groups where organization_id = ${here} and id = any(${uuids(input.groupIds)})
      order by name for key share`);
    await requireGrantable(tx, ctx, input.groupIds);
    const userId = await insertUser(tx, {
      organizationId: here,
      username: input.username,
      name: input.name,
      email: input.email,
      password: null,
      groupIds: groups.map(({ id }) => id),
    });
    await requestPasswordLink(tx, userId);
    await record(tx, causeOf(ctx), {
      action: "users.create",
      subject: { id: userId, name: normalizeUsername(input.username) },
      details: { groups: groups.map(({ name }) => name) },
    });
    return userId;
  }),
);
