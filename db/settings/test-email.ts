import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Conflict } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { enqueue } from "@/db/queue/enqueue";

/**
 * Sends the actor a sample of the organization's invitation email.
 * @returns the address
 * @throws Conflict without one; Limited after too many
 */
export const sendTestEmail = defineCommand<object, string, void>(
  { permission: "settings.edit", before: ({ ctx }) => consume(ctx.db, "test-emails", ctx.actor.id) },
  async ({ tx, ctx }) => {
    const { actor, organization } = ctx;
    if (!actor.email) throw new Conflict({ code: "no-own-address" });
    await tx.execute(enqueue("send-test-email", { organizationId: organization.id, userId: actor.id }));
    const subject = { id: organization.id, name: organization.name };
    return (await record(tx, causeOf(ctx), { action: "settings.test", subject })).returning(actor.email);
  },
);
