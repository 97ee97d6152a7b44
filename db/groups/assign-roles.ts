import { defineCommand } from "@/db/command";
import type { GroupRoleIds } from "@/db/groups/input";
import { changeGroups, type GroupChanges, rightsTaken } from "@/db/roles/change-groups";

/**
 * Gives a group the roles `roleIds`, and takes from it those of `before` that aren't among them. Others stay as they are.
 * @throws NotFound for a role or group that isn't of this organization; Forbidden for a role to give that the actor can't
 * grant; Conflict if a root organization would lose its last administrator
 */
export const assignRolesToGroup = defineCommand<GroupRoleIds, void>(
  { permission: "roles.assign", revokes: ({ ctx, input }) => rightsTaken(ctx, changesBy(input)) },
  ({ tx, ctx, input }) => changeGroups(tx, ctx, changesBy(input)),
);

function changesBy({ groupId, roleIds, before }: GroupRoleIds): GroupChanges {
  const pair = (roleId: string) => ({ roleId, groupId });
  return {
    give: roleIds.filter((id) => !before.includes(id)).map(pair),
    take: before.filter((id) => !roleIds.includes(id)).map(pair),
  };
}
