import { eq } from "drizzle-orm";
import { requireNotOutranked } from "@/db/access/require-not-outranked";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import { users } from "@/db/schema";
import type { UserId } from "@/db/users/input";
import { lockAccount } from "./lock-account";

/**
 * Enables a disabled account that this organization manages. It still has its groups here; what ended when it was disabled
 * isn't restored.
 * @throws NotFound if the organization has no such disabled account; Conflict for an account that is managed elsewhere;
 * Forbidden for a user who outranks the actor
 */
export const enableUser = defineCommand<UserId, void>(
  { permission: "users.disable" },
  async ({ tx, ctx, input: { userId } }) => {
    const { username, name, disabled } = await lockAccount(tx, ctx, userId);
    if (!disabled) throw new NotFound({ code: "not-disabled" });
    await requireNotOutranked(tx, ctx, { userId, name }, "enable");
    await tx.update(users).set({ disabledAt: null }).where(eq(users.id, userId));
    return await record(tx, causeOf(ctx), {
      action: "users.enable",
      subject: { id: userId, name: username },
    });
  },
);
