import { randomUUID } from "node:crypto";
import { formData } from "@/e2e/fixtures/server-actions";
import { prepareUser } from "../targets";
import { type ActionCases, hasAllPermissions, resultFor } from "./case";
import { consolePath, scopeOf, userPath } from "./paths";

export const USERS: ActionCases = {
  assignGroupsAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), null, formData({ userId: ids.userId, groupIds: ids.groupId })],
    expected: (request) => resultFor("users.assign", request),
  },
  createUserAction: {
    page: (ids) => `${consolePath(ids)}/users/new`,
    args: (ids) => [scopeOf(ids), null, formData({ ...newProfile(), groupIds: ids.groupId })],
    expected: (request) => {
      const result = resultFor("users.create", request);
      return result === "done" && !hasAllPermissions(request.access) ? "forbidden" : result; // the group is Administrators
    },
  },
  editUserAction: {
    page: (ids) => `${userPath(ids)}/edit`,
    args: (ids) => [scopeOf(ids), null, formData({ ...newProfile(), userId: ids.userId })],
    expected: (request) => resultFor("users.edit", request),
    prepare: prepareUser,
  },
  sendPasswordLinkAction: {
    page: userPath,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    expected: (request) => resultFor("users.create", request),
    prepare: prepareUser,
  },
  disableUserAction: {
    page: userPath,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    expected: (request) => resultFor("users.disable", request),
    prepare: prepareUser,
  },
  enableUserAction: {
    page: userPath,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    expected: (request) => resultFor("users.disable", request),
    prepare: (scenario, target) => prepareUser(scenario, target, { disabled: true }),
  },
  deleteUserAction: {
    page: userPath,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    expected: (request) => resultFor("users.delete", request),
    prepare: prepareUser,
  },
  removeUserAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), { userId: ids.userId }],
    expected: (request) => {
      const result = resultFor("users.remove", request);
      return result === "done" ? "conflict" : result; // the account is managed there
    },
  },
  removeUsersAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), { userIds: [ids.userId] }],
    expected: (request) => resultFor("users.remove", request), // says that the account is managed there
  },
  countRemovalConsequencesAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), { userIds: [ids.userId] }],
    expected: (request) => resultFor("users.remove", request),
  },
  addToGroupAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), { groupId: ids.groupId, userIds: [ids.userId] }],
    expected: (request) => {
      const result = resultFor("users.assign", request);
      return result === "done" && !hasAllPermissions(request.access) ? "forbidden" : result; // the group is Administrators
    },
  },
  listGroupChoicesAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), { search: "" }],
    expected: ({ access, ...request }) => {
      const results = (["invitations.create", "users.create", "users.assign"] as const).map((permission) =>
        resultFor(permission, { access, ...request }),
      );
      return results.find((result) => result === "done") ?? results[0] ?? "forbidden";
    },
    expectedForForeignIds: "done", // it names no id
  },
  changeMembershipEndAction: {
    page: userPath,
    args: (ids) => [scopeOf(ids), null, formData({ userId: ids.userId, endsOn: "" })],
    expected: (request) => {
      const result = resultFor("users.remove", request);
      return result === "done" ? "conflict" : result; // the account is managed there
    },
  },
};

function newProfile() {
  const username = `new-${randomUUID().slice(0, 8)}`;
  return { username, name: username, email: `${username}@new.example` };
}
