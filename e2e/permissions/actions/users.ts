import { randomUUID } from "node:crypto";
import { freshUser } from "../targets";
import type { ActionCases } from "./case";
import { form } from "./form";
import { holdsAll, needs } from "./needs";
import { consoleOf, scopeOf, userOf } from "./paths";

export const USERS: ActionCases = {
  assignGroupsAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), null, form({ userId: ids.userId, groupIds: ids.groupId })],
    answer: (asked) => needs("users.assign", asked),
  },
  createUserAction: {
    page: (ids) => `${consoleOf(ids)}/users/new`,
    args: (ids) => [scopeOf(ids), null, form({ ...newProfile(), groupIds: ids.groupId })],
    answer: (asked) => {
      const answer = needs("users.create", asked);
      return answer === "done" && !holdsAll(asked.standing) ? "forbidden" : answer; // the group is the administrators'
    },
  },
  editUserAction: {
    page: (ids) => `${userOf(ids)}/edit`,
    args: (ids) => [scopeOf(ids), null, form({ ...newProfile(), userId: ids.userId })],
    answer: (asked) => needs("users.edit", asked),
    fresh: freshUser,
  },
  sendPasswordLinkAction: {
    page: userOf,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    answer: (asked) => needs("users.create", asked),
    fresh: freshUser,
  },
  disableUserAction: {
    page: userOf,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    answer: (asked) => needs("users.disable", asked),
    fresh: freshUser,
  },
  enableUserAction: {
    page: userOf,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    answer: (asked) => needs("users.disable", asked),
    fresh: (scenario, target) => freshUser(scenario, target, { disabled: true }),
  },
  deleteUserAction: {
    page: userOf,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    answer: (asked) => needs("users.delete", asked),
    fresh: freshUser,
  },
  removeUserAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    answer: (asked) => {
      const answer = needs("users.remove", asked);
      return answer === "done" ? "conflict" : answer; // the account is managed there
    },
  },
  changeMembershipEndAction: {
    page: userOf,
    args: (ids) => [scopeOf(ids), null, form({ userId: ids.userId, endsOn: "" })],
    answer: (asked) => {
      const answer = needs("users.remove", asked);
      return answer === "done" ? "conflict" : answer; // the account is managed there
    },
  },
};

function newProfile() {
  const username = `new-${randomUUID().slice(0, 8)}`;
  return { username, name: username, email: `${username}@new.example` };
}
