import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Conflict } from "@/db/errors";
import { type Cost, consumeAll, giveBackAll } from "@/db/limits/limits";
import type { RequestContext } from "@/db/request-context";
import { ownNoticeCosts } from "@/db/users/account-limits";

/**
 * Records and counts that the actor sends themselves a sample of the organization's invitation email.
 * app/_server/send-test-email.ts then sends it, outside of the transaction.
 * @returns the address
 * @throws Conflict without one; Limited after too many
 */
export const beginTestEmail = defineCommand<object, string, void>(
  {
    permission: "settings.edit",
    before: ({ ctx }) => consumeAll(ctx.db, costsOf(ctx)),
    after: async ({ ctx, ended }) => {
      if ("error" in ended) await giveBackAll(ctx.db, costsOf(ctx));
    },
  },
  async ({ tx, ctx }) => {
    const { actor, organization } = ctx;
    if (!actor.email) throw new Conflict({ code: "no-own-address" });
    const subject = { id: organization.id, name: organization.name };
    return (await record(tx, causeOf(ctx), { action: "settings.test", subject })).returning(actor.email);
  },
);

function costsOf(ctx: RequestContext): Cost[] {
  return [["test-emails", ctx.actor.id, 1], ...ownNoticeCosts(ctx.actor, ctx.organization.handle)];
}
