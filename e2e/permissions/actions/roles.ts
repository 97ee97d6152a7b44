import { randomUUID } from "node:crypto";
import { freshGroup } from "../targets";
import type { ActionCases } from "./case";
import { form } from "./form";
import { needs } from "./needs";
import { consoleOf, roleOf, scopeOf } from "./paths";

export const ROLES: ActionCases = {
  createRoleAction: {
    page: (ids) => `${consoleOf(ids)}/roles/new`,
    args: (ids) => [scopeOf(ids), null, form({ name: randomUUID() })],
    answer: (asked) => needs("roles.create", asked),
  },
  editRoleAction: {
    page: (ids) => `${roleOf(ids)}/edit`,
    args: (ids) => [scopeOf(ids), null, form({ roleId: ids.roleId, name: randomUUID() })],
    answer: (asked) => needs("roles.edit", asked),
  },
  deleteRoleAction: {
    page: roleOf,
    args: (ids) => [scopeOf(ids), { roleId: ids.roleId }],
    answer: (asked) => needs("roles.delete", asked),
    fresh: freshGroup,
  },
  assignRoleAction: {
    page: roleOf,
    args: (ids) => [scopeOf(ids), null, form({ roleId: ids.roleId, groupIds: ids.groupId })],
    answer: (asked) => needs("roles.assign", asked),
  },
};
