import { randomUUID } from "node:crypto";
import { formData } from "@/e2e/fixtures/server-actions";
import { prepareGroup } from "../targets";
import { type ActionCases, hasAllPermissions, resultFor } from "./case";
import { consolePath, groupPath, scopeOf } from "./paths";

export const GROUPS: ActionCases = {
  createGroupAction: {
    page: (ids) => `${consolePath(ids)}/groups/new`,
    args: (ids) => [scopeOf(ids), null, formData({ name: randomUUID(), description: "" })],
    expected: (request) => resultFor("groups.create", request),
  },
  editGroupAction: {
    page: (ids) => `${groupPath(ids)}/edit`,
    args: (ids) => [scopeOf(ids), null, formData({ groupId: ids.groupId, name: randomUUID() })],
    expected: (request) => {
      const result = resultFor("groups.edit", request);
      return result === "done" && !hasAllPermissions(request.access) ? "forbidden" : result; // it renames Administrators
    },
  },
  deleteGroupAction: {
    page: groupPath,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId }],
    expected: (request) => resultFor("groups.delete", request),
    prepare: prepareGroup,
  },
  addMembersAction: {
    page: groupPath,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId, userIds: [ids.userId] }],
    expected: (request) => {
      const result = resultFor("users.assign", request);
      return result === "done" && !hasAllPermissions(request.access) ? "forbidden" : result; // the group is Administrators
    },
  },
  removeMembersAction: {
    page: groupPath,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId, userIds: [ids.userId] }],
    expected: (request) => resultFor("users.assign", request),
    prepare: prepareGroup,
  },
  findUserChoicesAction: {
    page: groupPath,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId, search: "" }],
    expected: (request) => {
      const result = resultFor("users.view", request);
      return result === "done" ? resultFor("users.assign", request) : result;
    },
    expectedForForeignIds: "done", // an unknown group reads as one without members
  },
  assignRolesToGroupAction: {
    page: groupPath,
    args: (ids) => [scopeOf(ids), null, formData({ groupId: ids.groupId, roleIds: ids.roleId })],
    expected: (request) => resultFor("roles.assign", request),
  },
};
