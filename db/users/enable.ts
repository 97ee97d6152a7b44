import { sql } from "drizzle-orm";
import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { UserId } from "@/db/users/input";
import { lockAccount } from "./lock-account";

/**
 * Enables a disabled account that this organization manages, with the groups that it has here. What ended when it was
 * disabled does not come back.
 * @throws NotFound when there is no such disabled account here; Conflict for one that is managed elsewhere; Forbidden for
 * somebody who outranks the actor
 */
export const enableUser = defineCommand<UserId, void>(
  { permission: "users.disable" },
  async ({ tx, ctx, input }) => {
    const { username, name, disabled } = await lockAccount(tx, ctx, input.userId);
    if (!disabled) throw new NotFound("This account is not disabled.");
    await requireNotOutranked(tx, ctx, { userId: input.userId, name }, "enable the account of");
    await tx.execute(sql`update users set disabled_at = null where id = ${input.userId}`);
    await record(tx, causeOf(ctx), {
      action: "users.enable",
      subject: { id: input.userId, name: username },
    });
  },
);
