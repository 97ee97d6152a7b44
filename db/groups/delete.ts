import { sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { NotFound } from "@/db/errors";
import { verb } from "@/db/verb";

/**
 * Deletes a group of this organization. Its members keep their membership and lose what it gave; pending invitations
 * that carry it keep its name and no longer give it.
 * @throws NotFound when there is no such group here
 */
export const deleteGroup = verb<{ groupId: string }, void>("groups.delete", ({ ctx, input }) =>
  ctx.db.transaction(async (tx) => {
    const [deleted] = await tx.execute<{ name: string }>(sql`
      delete from groups where organization_id = ${ctx.organization.id} and id = ${input.groupId} returning name`);
    if (!deleted) throw new NotFound("There is no such group here.");
    await record(tx, causeOf(ctx), {
      action: "groups.delete",
      subject: { id: input.groupId, name: deleted.name },
    });
  }),
);
