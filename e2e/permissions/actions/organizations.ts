import { randomUUID } from "node:crypto";
import { CHILD_NAME } from "../organizations";
import { freshBelow, freshDeletion } from "../targets";
import type { ActionCases } from "./case";
import { form } from "./form";
import { needs } from "./needs";
import { belowOf, consoleOf, scopeOf } from "./paths";

export const ORGANIZATIONS: ActionCases = {
  createOrganizationAction: {
    page: (ids) => `${consoleOf(ids)}/organizations/new`,
    args: (ids) => [scopeOf(ids), null, form(newOrganization())],
    answer: (asked) => {
      const answer = needs("organizations.create", asked);
      return answer === "done" ? needs("organizations.enter", asked) : answer;
    },
  },
  renameOrganizationAction: {
    page: belowOf,
    args: (ids) => [scopeOf(ids), null, form({ organizationId: ids.childId, name: randomUUID() })],
    answer: (asked) => needs("organizations.rename", asked),
  },
  disableOrganizationAction: {
    page: belowOf,
    args: (ids) => [scopeOf(ids), { organizationId: ids.childId }],
    answer: (asked) => needs("organizations.disable", asked),
    fresh: freshBelow,
  },
  enableOrganizationAction: {
    page: belowOf,
    args: (ids) => [scopeOf(ids), null, form({ organizationId: ids.childId })],
    answer: (asked) => needs("organizations.disable", asked),
    fresh: (scenario, target) => freshBelow(scenario, target, { disabled: true }),
  },
  deleteOrganizationAction: {
    page: belowOf,
    args: (ids) => [scopeOf(ids), { organizationId: ids.childId, name: CHILD_NAME }],
    answer: (asked) => needs("organizations.delete", asked),
    fresh: (scenario, target) => freshBelow(scenario, target, { disabled: true }),
  },
  cancelDeletionAction: {
    page: belowOf,
    args: (ids) => [scopeOf(ids), null, form({ organizationId: ids.childId })],
    answer: (asked) => needs("organizations.delete", asked),
    fresh: freshDeletion,
  },
  leaveOrganizationAction: {
    page: () => "/my-organizations",
    args: (ids) => [{ organizationId: ids.orgId }],
    answer: ({ organization }) => (organization === "other root" ? "conflict" : "not-found"), // it manages the one who asks
    sameForAll: true,
  },
  searchOrganizationsAction: {
    page: () => "/my-organizations",
    args: () => ["no organization is called this"],
    answer: () => "done", // whom it finds is a test of its own
    sameForAll: true,
  },
  findOrganizationAction: {
    page: () => "/",
    args: (ids) => [null, form({ handle: ids.root })],
    answer: ({ ids }) => `to /t/${ids.root}`, // handles are public
    sameForAll: true,
  },
};

function newOrganization() {
  const username = `new-${randomUUID().slice(0, 8)}`;
  return {
    ...{ requestId: randomUUID(), name: username, first: "create", invitee: "" },
    ...{ username, personName: username, email: `${username}@new.example` },
  };
}
