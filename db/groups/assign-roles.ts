import { defineCommand } from "@/db/command";
import type { GroupRoleIds } from "@/db/groups/input";
import { changeGroups } from "@/db/roles/change-groups";

/**
 * Gives a group the roles `roleIds`, and takes from it those of `before` that aren't among them. Others stay as they are.
 * @throws NotFound for a role or group that isn't of this organization; Forbidden for a role to give that the actor can't
 * grant; Conflict if a root organization would lose its last administrator
 */
export const assignRolesToGroup = defineCommand<GroupRoleIds, void>(
  {
    permission: "roles.assign",
    revokes: ({ ctx, input }) =>
      input.before.some((id) => !input.roleIds.includes(id)) ? [ctx.organization.id] : [],
  },
  ({ tx, ctx, input }) => {
    const { groupId, roleIds, before } = input;
    const pair = (roleId: string) => ({ roleId, groupId });
    return changeGroups(tx, ctx, {
      give: roleIds.filter((id) => !before.includes(id)).map(pair),
      take: before.filter((id) => !roleIds.includes(id)).map(pair),
    });
  },
);
