import { and, eq } from "drizzle-orm";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { causeOf, changesBetween, record, recordsNothing } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound, rejectTaken } from "@/db/errors";
import { GROUP_TAKEN, type GroupEdit } from "@/db/groups/input";
import { groups } from "@/db/schema";
import { changedValues } from "@/db/shown-values";

/**
 * Changes the name and description of a group of this organization, if they differ from `shown`. People choose groups
 * by both, so a user who could change them could trick others into granting the wrong group.
 * @throws NotFound if there is no such group; Invalid at `name` if the name is taken; Forbidden for a group that the actor
 * can't grant
 */
export const editGroup = defineCommand<GroupEdit, void>(
  { permission: "groups.edit" },
  async ({ tx, ctx, input }) => {
    const { groupId } = input;
    const group = and(eq(groups.organizationId, ctx.organization.id), eq(groups.id, groupId));
    const [before] = await tx
      .select({ name: groups.name, description: groups.description })
      .from(groups)
      .where(group)
      .for("no key update");
    if (!before) throw new NotFound({ code: "no-such-group" });
    const { name, description } = input;
    const after = { ...before, ...changedValues({ name, description }, input.shown) };
    const changes = changesBetween(before, after);
    if (!changes) return recordsNothing("nothing changed");
    await requireGrantableGroups(tx, ctx, [groupId], "edit");
    await rejectTaken(...GROUP_TAKEN, tx.update(groups).set(after).where(group).execute());
    return await record(tx, causeOf(ctx), {
      action: "groups.edit",
      subject: { id: groupId, name: after.name },
      details: { changes },
    });
  },
);
