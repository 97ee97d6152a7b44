import { randomUUID } from "node:crypto";
import type { Permission } from "@/lib/permissions";
import { isRoot } from "../organizations";
import { freshInvitation } from "../targets";
import type { ActionCases, Asked, Result } from "./case";
import { form } from "./form";
import { holdsAll, needs } from "./needs";
import { consoleOf, scopeOf } from "./paths";

export const INVITATIONS: ActionCases = {
  inviteUsersAction: {
    page: consoleOf,
    args: (ids) => [
      scopeOf(ids),
      { usernames: ["linus", "sam"], groupIds: [ids.groupId], requestId: randomUUID() },
    ],
    answer: (asked) => {
      if (needs("invitations.create", asked) !== "done") return needs("invitations.create", asked);
      if (isRoot(asked.organization)) return "conflict"; // it has no parent
      return holdsAll(asked.standing) ? "done" : "forbidden"; // the group is the administrators'
    },
  },
  deleteInvitationsAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), { invitationIds: [ids.invitationId] }],
    answer: (asked) => {
      const answer = needs("invitations.delete", asked);
      return answer === "done" && isRoot(asked.organization) ? "not-found" : answer; // nobody is invited into a root
    },
    fresh: freshInvitation,
  },
  resendInvitationsAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), { invitationIds: [ids.invitationId] }],
    answer: (asked) => {
      const answer = needs("invitations.send", asked);
      return answer === "done" && isRoot(asked.organization) ? "not-found" : answer;
    },
  },
  changeInvitationGroupsAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), null, form({ invitationId: ids.invitationId, groupIds: ids.groupId })],
    answer: (asked) => {
      const answer = needs("invitations.create", asked);
      if (answer !== "done") return answer;
      if (isRoot(asked.organization)) return "not-found";
      return holdsAll(asked.standing) ? "done" : "forbidden"; // the group is the administrators'
    },
  },
  draftInvitationsAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), null, form({ ...newDraft(), groupIds: ids.groupId })],
    answer: (asked) => {
      const answer = needs("invitations.create", asked);
      if (answer !== "done") return answer;
      if (isRoot(asked.organization)) return "conflict"; // it has no parent
      return holdsAll(asked.standing) ? "done" : "forbidden"; // the group is the administrators'
    },
  },
  startBulkActionAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), null, form({ bulkActionId: ids.bulkActionId })],
    answer: (asked) => {
      const answer = needs("invitations.create", asked);
      return answer === "done" ? "not-found" : answer; // it is nobody's draft
    },
  },
  cancelBulkActionAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), null, form({ bulkActionId: ids.bulkActionId })],
    answer: (asked) => {
      const { standing } = asked;
      if (typeof standing === "object" && !standing.has("invitations.view")) return "not-found"; // it is somebody else's
      return needs("invitations.delete", asked); // it is one that deletes
    },
  },
  resendMatchingAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), noneThatMatch()],
    answer: (asked) => needsAlsoToSee("invitations.send", asked),
  },
  deleteMatchingAction: {
    page: consoleOf,
    args: (ids) => [scopeOf(ids), noneThatMatch()],
    answer: (asked) => needsAlsoToSee("invitations.delete", asked),
  },
};

/** With both, that none matches is told. */
function needsAlsoToSee(permission: Permission, asked: Asked): Result {
  const answer = needs(permission, asked);
  const seen = answer === "done" ? needs("invitations.view", asked) : answer;
  return seen === "done" ? "conflict" : seen;
}

function newDraft() {
  return { way: "paste", usernames: "linus sam", requestId: randomUUID() };
}

function noneThatMatch() {
  return { filter: "all", search: "nobody is called this", requestId: randomUUID() };
}
