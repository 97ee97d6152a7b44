import { and, eq } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import { bulkActions } from "@/db/schema";
import type { BulkActionId } from "./input";

/** Deletes a draft of the actor. @throws NotFound if there is no such draft, or it has started */
export const discardDraft = defineCommand<BulkActionId, void>(
  { permission: "invitations.create" },
  async ({ tx, ctx, input }) => {
    const [discarded] = await tx
      .delete(bulkActions)
      .where(
        and(
          eq(bulkActions.id, input.bulkActionId),
          eq(bulkActions.organizationId, ctx.organization.id),
          eq(bulkActions.actorId, ctx.actor.id),
          eq(bulkActions.state, "draft"),
        ),
      )
      .returning({ id: bulkActions.id, size: bulkActions.size });
    if (!discarded) throw new NotFound({ code: "draft-gone" });
    return await record(tx, causeOf(ctx), {
      action: "bulk-actions.discard",
      subject: { id: discarded.id },
      details: { kind: "invite", size: discarded.size },
    });
  },
);
