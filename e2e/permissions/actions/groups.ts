import { randomUUID } from "node:crypto";
import { freshGroup } from "../targets";
import type { ActionCases } from "./case";
import { form } from "./form";
import { holdsAll, needs } from "./needs";
import { consoleOf, groupOf, scopeOf } from "./paths";

export const GROUPS: ActionCases = {
  createGroupAction: {
    page: (ids) => `${consoleOf(ids)}/groups/new`,
    args: (ids) => [scopeOf(ids), null, form({ name: randomUUID(), description: "" })],
    answer: (asked) => needs("groups.create", asked),
  },
  editGroupAction: {
    page: (ids) => `${groupOf(ids)}/edit`,
    args: (ids) => [scopeOf(ids), null, form({ groupId: ids.groupId, name: randomUUID() })],
    answer: (asked) => needs("groups.edit", asked),
  },
  deleteGroupAction: {
    page: groupOf,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId }],
    answer: (asked) => needs("groups.delete", asked),
    fresh: freshGroup,
  },
  addMembersAction: {
    page: groupOf,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId, userIds: [ids.userId] }],
    answer: (asked) => {
      const answer = needs("users.assign", asked);
      return answer === "done" && !holdsAll(asked.standing) ? "forbidden" : answer; // it is the administrators'
    },
  },
  removeMembersAction: {
    page: groupOf,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId, userIds: [ids.userId] }],
    answer: (asked) => needs("users.assign", asked),
    fresh: freshGroup,
  },
  findUserChoicesAction: {
    page: groupOf,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId, search: "" }],
    answer: (asked) => {
      const answer = needs("users.view", asked);
      return answer === "done" ? needs("users.assign", asked) : answer;
    },
    ofForeignIds: "done", // such a group reads as one without members
  },
  assignRolesToGroupAction: {
    page: groupOf,
    args: (ids) => [scopeOf(ids), null, form({ groupId: ids.groupId, roleIds: ids.roleId })],
    answer: (asked) => needs("roles.assign", asked),
  },
};
