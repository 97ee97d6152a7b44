import { randomUUID } from "node:crypto";
import { formData } from "@/e2e/fixtures/server-actions";
import { CHILD_NAME } from "../organizations";
import { prepareChild, prepareDeletion } from "../targets";
import { type ActionCases, resultFor } from "./case";
import { childPath, consolePath, scopeOf } from "./paths";

export const ORGANIZATIONS: ActionCases = {
  createOrganizationAction: {
    page: (ids) => `${consolePath(ids)}/organizations/new`,
    args: (ids) => [scopeOf(ids), null, formData(newOrganization())],
    expected: (request) => {
      const result = resultFor("organizations.create", request);
      return result === "done" ? resultFor("organizations.enter", request) : result;
    },
  },
  renameOrganizationAction: {
    page: childPath,
    args: (ids) => [scopeOf(ids), null, formData({ organizationId: ids.childId, name: randomUUID() })],
    expected: (request) => resultFor("organizations.rename", request),
  },
  disableOrganizationAction: {
    page: childPath,
    args: (ids) => [scopeOf(ids), { organizationId: ids.childId }],
    expected: (request) => resultFor("organizations.disable", request),
    prepare: prepareChild,
  },
  enableOrganizationAction: {
    page: childPath,
    args: (ids) => [scopeOf(ids), null, formData({ organizationId: ids.childId })],
    expected: (request) => resultFor("organizations.disable", request),
    prepare: (scenario, target) => prepareChild(scenario, target, { disabled: true }),
  },
  deleteOrganizationAction: {
    page: childPath,
    args: (ids) => [scopeOf(ids), { organizationId: ids.childId, name: CHILD_NAME }],
    expected: (request) => resultFor("organizations.delete", request),
    prepare: (scenario, target) => prepareChild(scenario, target, { disabled: true }),
  },
  cancelDeletionAction: {
    page: childPath,
    args: (ids) => [scopeOf(ids), null, formData({ organizationId: ids.childId })],
    expected: (request) => resultFor("organizations.delete", request),
    prepare: prepareDeletion,
  },
  leaveOrganizationAction: {
    page: () => "/my-organizations",
    args: (ids) => [ids.accountId, { organizationId: ids.orgId }],
    expected: ({ organization }) => (organization === "other root" ? "conflict" : "not-found"), // it manages the caller's account
    sameForEveryone: true,
  },
  searchOrganizationsAction: {
    page: () => "/my-organizations",
    args: () => ["no organization is called this"],
    expected: () => "done", // another test checks what it finds
    sameForEveryone: true,
  },
  searchConsoleAction: {
    page: consolePath,
    args: (ids) => [scopeOf(ids), { search: "no user, group or organization is called this" }],
    expected: ({ access }) => {
      if (access === "foreign") return "not-found";
      return typeof access === "string" ? "forbidden" : "done"; // what it finds depends on permissions
    },
  },
  findOrganizationAction: {
    page: () => "/",
    args: (ids) => [null, formData({ handle: ids.root })],
    expected: ({ ids }) => `to /t/${ids.root}`, // handles are public
    sameForEveryone: true,
  },
};

function newOrganization() {
  const username = `new-${randomUUID().slice(0, 8)}`;
  return {
    ...{ requestId: randomUUID(), name: username, first: "create", invitee: "" },
    ...{ username, personName: username, email: `${username}@new.example` },
  };
}
