import { defineCommand } from "@/db/command";
import { changeGroups, type GroupChanges, rightsTaken } from "@/db/roles/change-groups";
import type { RoleGroupIds } from "@/db/roles/input";

/**
 * Gives a role to the groups `groupIds`, and takes it from those of `before` that aren't among them. Others stay as they are.
 * @throws NotFound for a role or group that isn't of this organization; Forbidden for a role to give that the actor can't
 * grant; Conflict if a root organization would lose its last administrator
 */
export const assignRole = defineCommand<RoleGroupIds, void>(
  { permission: "roles.assign", revokes: ({ ctx, input }) => rightsTaken(ctx, changesBy(input)) },
  ({ tx, ctx, input }) => changeGroups(tx, ctx, changesBy(input)),
);

function changesBy({ roleId, groupIds, before }: RoleGroupIds): GroupChanges {
  const pair = (groupId: string) => ({ roleId, groupId });
  return {
    give: groupIds.filter((id) => !before.includes(id)).map(pair),
    take: before.filter((id) => !groupIds.includes(id)).map(pair),
  };
}
