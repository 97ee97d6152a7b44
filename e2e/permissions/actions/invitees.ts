import { formData } from "@/e2e/fixtures/server-actions";
import type { ActionCases, ActionRequest, Result } from "./case";
import { acceptPath } from "./paths";

const CLOSED = "to /my-organizations?response=closed";

export const INVITEES: ActionCases = {
  acceptInvitationAction: { page: acceptPath, args: (ids) => [ids.link], expected: backToPage },
  declineInvitationAction: {
    page: acceptPath,
    args: (ids) => [ids.link, ids.accountId, null, formData({ reason: "Not now." })],
    expected: (request) => (request.accountId ? backToPage(request) : "forbidden"),
  },
  recordOpeningAction: { page: acceptPath, args: (ids) => [ids.link], expected: () => "nothing" },
  requestNewLinkAction: {
    page: acceptPath,
    args: (ids) => [ids.link],
    expected: (request): Result => `${backToPage(request)}?requested=1`,
    sameForEveryone: true,
  },
  acceptOwnInvitationAction: {
    page: myOrganizationsPath,
    args: (ids) => [ids.accountId, ids.invitationId],
    expected: ({ accountId }) => (accountId ? CLOSED : "forbidden"),
    expectedForEveryId: CLOSED,
  },
  declineOwnInvitationAction: {
    page: myOrganizationsPath,
    args: (ids) => [ids.accountId, ids.invitationId, null, formData({ reason: "Not now." })],
    expected: ({ accountId }) => (accountId ? CLOSED : "forbidden"),
    expectedForEveryId: CLOSED,
  },
  emailInvitationAgainAction: {
    page: myOrganizationsPath,
    args: (ids) => [ids.accountId, ids.invitationId],
    expected: ({ accountId }) => (accountId ? "conflict" : "forbidden"),
    expectedForEveryId: "conflict",
  },
  requestOwnNewLinkAction: {
    page: myOrganizationsPath,
    args: (ids) => [ids.accountId, ids.invitationId],
    expected: ({ accountId }) => (accountId ? "done" : "forbidden"),
    expectedForEveryId: "done", // though nothing was done
  },
};

function myOrganizationsPath(): string {
  return "/my-organizations";
}

/** None of the actors is the invitee. */
function backToPage({ organization, ids }: ActionRequest): `to ${string}` {
  return organization === "malformed" ? "to /accept" : `to /accept/${ids.link}`;
}
