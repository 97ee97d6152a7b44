import { randomUUID } from "node:crypto";
import { addMembers } from "@/db/groups/add-members";
import { assignRolesToGroup } from "@/db/groups/assign-roles";
import { createGroup } from "@/db/groups/create";
import { deleteGroup } from "@/db/groups/delete";
import { editGroup } from "@/db/groups/edit";
import { removeMembers } from "@/db/groups/remove-members";
import type { RequestContext } from "@/db/request-context";
import { assignRole } from "@/db/roles/assign";
import { createRole } from "@/db/roles/create";
import { deleteRole } from "@/db/roles/delete";
import { editRole } from "@/db/roles/edit";
import type { Scenario } from "@/db/testing/scenario";
import type { Permission } from "@/lib/permissions";
import { alex } from "./acting";
import type { AuditCases, RunCommand } from "./case";

const VIEW: Permission[] = ["users.view"];

/** For groups and roles. */
export const GROUP_AUDIT_CASES: AuditCases = {
  createGroup: {
    command: createGroup,
    action: "groups.create",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      return () => newGroup(ctx);
    },
  },
  editGroup: {
    command: editGroup,
    action: "groups.edit",
    arrange: (scenario) =>
      withGroup(scenario, (ctx, groupId) =>
        editGroup({ ctx, input: { groupId, name: "Drivers", description: "" } }),
      ),
  },
  deleteGroup: {
    command: deleteGroup,
    action: "groups.delete",
    arrange: (scenario) => withGroup(scenario, (ctx, groupId) => deleteGroup({ ctx, input: { groupId } })),
  },
  addMembers: {
    command: addMembers,
    action: "users.assign",
    events: 2,
    arrange: (scenario) =>
      withGroup(scenario, (ctx, groupId) =>
        addMembers({ ctx, input: { groupId, userIds: alexAndSam(scenario) } }),
      ),
  },
  removeMembers: {
    command: removeMembers,
    action: "users.assign",
    events: 2,
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      const input = { groupId: (await newGroup(ctx)).id, userIds: alexAndSam(scenario) };
      await addMembers({ ctx, input });
      return () => removeMembers({ ctx, input });
    },
  },
  assignRolesToGroup: {
    command: assignRolesToGroup,
    action: "roles.assign",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      const [group, role] = [await newGroup(ctx), await newRole(ctx)];
      return () => assignRolesToGroup({ ctx, input: { groupId: group.id, roleIds: [role.id], before: [] } });
    },
  },
  createRole: {
    command: createRole,
    action: "roles.create",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      return () => newRole(ctx);
    },
  },
  editRole: {
    command: editRole,
    action: "roles.edit",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      const { id: roleId } = await newRole(ctx);
      const input = { roleId, name: "Watcher", permissions: VIEW, before: VIEW };
      return () => editRole({ ctx, input });
    },
  },
  assignRole: {
    command: assignRole,
    action: "roles.assign",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      const [group, role] = [await newGroup(ctx), await newRole(ctx)];
      return () => assignRole({ ctx, input: { roleId: role.id, groupIds: [group.id], before: [] } });
    },
  },
  deleteRole: {
    command: deleteRole,
    action: "roles.delete",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      const { id: roleId } = await newRole(ctx);
      return () => deleteRole({ ctx, input: { roleId } });
    },
  },
};

async function withGroup(
  scenario: Scenario,
  act: (ctx: RequestContext, groupId: string) => Promise<unknown>,
): Promise<RunCommand> {
  const ctx = await alex(scenario);
  const { id } = await newGroup(ctx);
  return () => act(ctx, id);
}

function newGroup(ctx: RequestContext) {
  return createGroup({ ctx, input: { name: `group ${randomUUID()}`, description: "", roleIds: [] } });
}

function newRole(ctx: RequestContext) {
  return createRole({ ctx, input: { name: `role ${randomUUID()}`, permissions: VIEW } });
}

function alexAndSam(scenario: Scenario): string[] {
  return [scenario.userId("alex"), scenario.userId("sam")];
}
