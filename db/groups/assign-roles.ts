import { defineCommand } from "@/db/command";
import type { GroupRoleIds } from "@/db/groups/input";
import { changeGroups } from "@/db/roles/change-groups";

/**
 * Gives roles to a group and takes others from it: it is to have `roleIds`, loses those of `before` that are not among
 * them, and all others stay as they are.
 * @throws NotFound for a group or role that is not of this organization; Forbidden for a role to give that allows more
 * than the actor may do here; Conflict when a root would lose its last administrator
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
