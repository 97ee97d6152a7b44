import { randomUUID } from "node:crypto";
import type { RequestContext } from "@/db/request-context";
import { addMembers } from "@/db/groups/add-members";
import { assignRolesToGroup } from "@/db/groups/assign-roles";
import { createGroup } from "@/db/groups/create";
import { deleteGroup } from "@/db/groups/delete";
import { editGroup } from "@/db/groups/edit";
import { removeMembers } from "@/db/groups/remove-members";
import type { Permission } from "@/db/permissions";
import { assignRole } from "@/db/roles/assign";
import { createRole } from "@/db/roles/create";
import { deleteRole } from "@/db/roles/delete";
import { editRole } from "@/db/roles/edit";
import { alex } from "./acting";
import type { RunCommand, AuditCases } from "./case";
import type { World } from "@/db/testing/scenario";

const VIEW: Permission[] = ["users.view"];

/** Of groups, and of the roles that they have. */
export const GROUP_DEEDS: AuditCases = {
  createGroup: {
    tells: "groups.create",
    deed: async (world) => {
      const ctx = await alex(world);
      return () => newGroup(ctx);
    },
  },
  editGroup: {
    tells: "groups.edit",
    deed: (world) =>
      withGroup(world, (ctx, groupId) =>
        editGroup({ ctx, input: { groupId, name: "Drivers", description: "" } }),
      ),
  },
  deleteGroup: {
    tells: "groups.delete",
    deed: (world) => withGroup(world, (ctx, groupId) => deleteGroup({ ctx, input: { groupId } })),
  },
  addMembers: {
    tells: "users.assign",
    rows: 2,
    deed: (world) =>
      withGroup(world, (ctx, groupId) => addMembers({ ctx, input: { groupId, userIds: both(world) } })),
  },
  removeMembers: {
    tells: "users.assign",
    rows: 2,
    deed: async (world) => {
      const ctx = await alex(world);
      const input = { groupId: (await newGroup(ctx)).id, userIds: both(world) };
      await addMembers({ ctx, input });
      return () => removeMembers({ ctx, input });
    },
  },
  assignRolesToGroup: {
    tells: "roles.assign",
    deed: async (world) => {
      const ctx = await alex(world);
      const [group, role] = [await newGroup(ctx), await newRole(ctx)];
      return () => assignRolesToGroup({ ctx, input: { groupId: group.id, roleIds: [role.id], before: [] } });
    },
  },
  createRole: {
    tells: "roles.create",
    deed: async (world) => {
      const ctx = await alex(world);
      return () => newRole(ctx);
    },
  },
  editRole: {
    tells: "roles.edit",
    deed: async (world) => {
      const ctx = await alex(world);
      const { id: roleId } = await newRole(ctx);
      const input = { roleId, name: "Watcher", permissions: VIEW, before: VIEW };
      return () => editRole({ ctx, input });
    },
  },
  assignRole: {
    tells: "roles.assign",
    deed: async (world) => {
      const ctx = await alex(world);
      const [group, role] = [await newGroup(ctx), await newRole(ctx)];
      return () => assignRole({ ctx, input: { roleId: role.id, groupIds: [group.id], before: [] } });
    },
  },
  deleteRole: {
    tells: "roles.delete",
    deed: async (world) => {
      const ctx = await alex(world);
      const { id: roleId } = await newRole(ctx);
      return () => deleteRole({ ctx, input: { roleId } });
    },
  },
};

async function withGroup(
  world: World,
  act: (ctx: RequestContext, groupId: string) => Promise<unknown>,
): Promise<RunCommand> {
  const ctx = await alex(world);
  const { id } = await newGroup(ctx);
  return () => act(ctx, id);
}

function newGroup(ctx: RequestContext) {
  return createGroup({ ctx, input: { name: `group ${randomUUID()}`, description: "", roleIds: [] } });
}

function newRole(ctx: RequestContext) {
  return createRole({ ctx, input: { name: `role ${randomUUID()}`, permissions: VIEW } });
}

function both(world: World): string[] {
  return [world.userId("alex"), world.userId("sam")];
}
