import { randomUUID } from "node:crypto";
import { formData } from "@/e2e/fixtures/server-actions";
import type { Permission } from "@/lib/permissions";
import { isRoot } from "../organizations";
import { prepareInvitation } from "../targets";
import { type ActionCases, type ActionRequest, hasAllPermissions, type Result, resultFor } from "./case";
import { consolePath, scopeOf } from "./paths";

export const INVITATIONS: ActionCases = {
  inviteUsersAction: {
    page: consolePath,
    args: (ids) => [
      scopeOf(ids),
      { usernames: ["linus", "sam"], groupIds: [ids.groupId], requestId: randomUUID() },
    ],
    expected: (request) => {
      const result = resultFor("invitations.create", request);
      if (result !== "done") return result;
      if (isRoot(request.organization)) return "conflict"; // it has no parent
      return hasAllPermissions(request.access) ? "done" : "forbidden"; // the group is Administrators
    },
  },
  deleteInvitationsAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), { invitationIds: [ids.invitationId] }],
    expected: (request) => {
      const result = resultFor("invitations.delete", request);
      return result === "done" && isRoot(request.organization) ? "not-found" : result; // root organizations have no invitations
    },
    prepare: prepareInvitation,
  },
  resendInvitationsAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), { invitationIds: [ids.invitationId] }],
    expected: (request) => {
      const result = resultFor("invitations.send", request);
      return result === "done" && isRoot(request.organization) ? "not-found" : result;
    },
  },
  changeInvitationGroupsAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), null, formData({ invitationId: ids.invitationId, groupIds: ids.groupId })],
    expected: (request) => {
      const result = resultFor("invitations.create", request);
      if (result !== "done") return result;
      if (isRoot(request.organization)) return "not-found";
      return hasAllPermissions(request.access) ? "done" : "forbidden"; // the group is Administrators
    },
  },
  draftInvitationsAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), null, formData({ ...newDraft(), groupIds: ids.groupId })],
    expected: (request) => {
      const result = resultFor("invitations.create", request);
      if (result !== "done") return result;
      if (isRoot(request.organization)) return "conflict"; // it has no parent
      return hasAllPermissions(request.access) ? "done" : "forbidden"; // the group is Administrators
    },
  },
  startBulkActionAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), null, formData({ bulkActionId: ids.bulkActionId })],
    expected: (request) => {
      const result = resultFor("invitations.create", request);
      return result === "done" ? "not-found" : result; // the draft isn't theirs
    },
  },
  discardDraftAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), { bulkActionId: ids.bulkActionId }],
    expected: (request) => {
      const result = resultFor("invitations.create", request);
      return result === "done" ? "not-found" : result; // the draft isn't theirs
    },
  },
  cancelBulkActionAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), null, formData({ bulkActionId: ids.bulkActionId })],
    expected: (request) => {
      const { access } = request;
      if (typeof access === "object" && !access.has("invitations.view")) return "not-found"; // it belongs to someone else
      return resultFor("invitations.delete", request); // its kind is delete
    },
  },
  resendMatchingAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), noneThatMatch()],
    expected: (request) => resultForMatching("invitations.send", request),
  },
  deleteMatchingAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), noneThatMatch()],
    expected: (request) => resultForMatching("invitations.delete", request),
  },
};

/** Nothing matches, and only actors who may view invitations learn that. */
function resultForMatching(permission: Permission, request: ActionRequest): Result {
  const result = resultFor(permission, request);
  const resultOfViewing = result === "done" ? resultFor("invitations.view", request) : result;
  return resultOfViewing === "done" ? "conflict" : resultOfViewing;
}

function newDraft() {
  return { way: "paste", usernames: "linus sam", requestId: randomUUID() };
}

function noneThatMatch() {
  return { filter: "all", search: "nobody is called this", requestId: randomUUID() };
}
