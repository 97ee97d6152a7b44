import { and, eq } from "drizzle-orm";
import { changesBetween } from "@/db/audit/changes";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import { GROUP_TAKEN, type GroupEdit } from "@/db/groups/input";
import { groups } from "@/db/schema";
import { rejectTaken } from "@/db/unique-violation";

/**
 * Changes the name and description of a group of this organization.
 * @throws NotFound if there is no such group; Invalid at `name` if the name is taken
 */
export const editGroup = defineCommand<GroupEdit, void>(
  { permission: "groups.edit" },
  async ({ tx, ctx, input }) => {
    const { groupId, name, description } = input;
    const group = and(eq(groups.organizationId, ctx.organization.id), eq(groups.id, groupId));
    const [before] = await tx
      .select({ name: groups.name, description: groups.description })
      .from(groups)
      .where(group)
      .for("no key update");
    if (!before) throw new NotFound("There is no such group here.");
    const changes = changesBetween(before, { name, description });
    if (!changes) return;
    await rejectTaken(...GROUP_TAKEN, tx.update(groups).set({ name, description }).where(group).execute());
    await record(tx, causeOf(ctx), {
      action: "groups.edit",
      subject: { id: groupId, name },
      details: { changes },
    });
  },
);
