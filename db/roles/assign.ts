import { defineCommand } from "@/db/command";
import { changeGroups } from "@/db/roles/change-groups";
import type { RoleGroupIds } from "@/db/roles/input";

/**
 * Gives a role to groups and takes it from others: `groupIds` are to have it, those of `before` that are not among them
 * lose it, and all others stay as they are.
 * @throws NotFound for a role or group that is not of this organization; Forbidden when the role is to be given and
 * allows more than the actor may do here; Conflict when a root would lose its last administrator
 */
export const assignRole = defineCommand<RoleGroupIds, void>(
  {
    permission: "roles.assign",
    revokes: ({ ctx, input }) =>
      input.before.some((id) => !input.groupIds.includes(id)) ? [ctx.organization.id] : [],
  },
  ({ tx, ctx, input }) => {
    const { roleId, groupIds, before } = input;
    const pair = (groupId: string) => ({ roleId, groupId });
    return changeGroups(tx, ctx, {
      give: groupIds.filter((id) => !before.includes(id)).map(pair),
      take: before.filter((id) => !groupIds.includes(id)).map(pair),
    });
  },
);
