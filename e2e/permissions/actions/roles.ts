import { randomUUID } from "node:crypto";
import { formData } from "@/e2e/fixtures/server-actions";
import { prepareGroup } from "../targets";
import { type ActionCases, resultFor } from "./case";
import { consolePath, rolePath, scopeOf } from "./paths";

export const ROLES: ActionCases = {
  createRoleAction: {
    page: (ids) => `${consolePath(ids)}/roles/new`,
    args: (ids) => [scopeOf(ids), null, formData({ name: randomUUID() })],
    expected: (request) => resultFor("roles.create", request),
  },
  editRoleAction: {
    page: (ids) => `${rolePath(ids)}/edit`,
    args: (ids) => [scopeOf(ids), null, formData({ roleId: ids.roleId, name: randomUUID() })],
    expected: (request) => resultFor("roles.edit", request),
  },
  deleteRoleAction: {
    page: rolePath,
    args: (ids) => [scopeOf(ids), { roleId: ids.roleId }],
    expected: (request) => resultFor("roles.delete", request),
    prepare: prepareGroup,
  },
  assignRoleAction: {
    page: rolePath,
    args: (ids) => [scopeOf(ids), null, formData({ roleId: ids.roleId, groupIds: ids.groupId })],
    expected: (request) => resultFor("roles.assign", request),
  },
};
