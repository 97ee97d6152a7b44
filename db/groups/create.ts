import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Forbidden, rejectTaken } from "@/db/errors";
import { GROUP_TAKEN, type NewGroup } from "@/db/groups/input";
import { requireRoom } from "@/db/organizations/require-room";
import { can } from "@/db/request-context";
import { changeGroups } from "@/db/roles/change-groups";
import { groups } from "@/db/schema";

/**
 * Creates a group of this organization. With roles, it also needs roles.assign.
 * @returns its id
 * @throws Invalid at `name` if the name is taken; Forbidden for a role that the actor can't grant; NotFound for a role that
 * isn't of this organization; Conflict if the organization has 5,000 groups
 */
export const createGroup = defineCommand<NewGroup, { id: string }>(
  { permission: "groups.create" },
  async ({ tx, ctx, input }) => {
    if (input.roleIds.length > 0 && !can(ctx, "roles.assign")) throw new Forbidden();
    await requireRoom(tx, ctx, "groups");
    const [group] = await rejectTaken(
      ...GROUP_TAKEN,
      tx
        .insert(groups)
        .values({ organizationId: ctx.organization.id, name: input.name, description: input.description })
        .returning({ id: groups.id })
        .execute(),
    );
    if (!group) throw new Error("The insert returns one row.");
    const recorded = await record(tx, causeOf(ctx), {
      action: "groups.create",
      subject: { id: group.id, name: input.name },
    });
    await changeGroups(tx, ctx, {
      give: input.roleIds.map((roleId) => ({ roleId, groupId: group.id })),
      take: [],
    });
    return recorded.returning(group);
  },
);
