import { formData } from "@/e2e/fixtures/server-actions";
import type { ActionCases, ActionRequest, Result } from "./case";
import { acceptPath } from "./paths";

export const INVITEES: ActionCases = {
  acceptInvitationAction: { page: acceptPath, args: (ids) => [ids.link], expected: backToPage },
  declineInvitationAction: {
    page: acceptPath,
    args: (ids) => [ids.link, formData({ reason: "Not now." })],
    expected: backToPage,
  },
  recordOpeningAction: { page: acceptPath, args: (ids) => [ids.link], expected: () => "nothing" },
  requestNewLinkAction: {
    page: acceptPath,
    args: (ids) => [ids.link],
    expected: (request): Result => `${backToPage(request)}?asked=1`,
    sameForEveryone: true,
  },
};

/** None of the actors is the invitee. */
function backToPage({ organization, ids }: ActionRequest): `to ${string}` {
  return organization === "malformed" ? "to /accept" : `to /accept/${ids.link}`;
}
