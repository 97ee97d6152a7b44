import type { ActionCases, Asked, Result } from "./case";
import { form } from "./form";
import { acceptPageOf } from "./paths";

export const INVITEES: ActionCases = {
  acceptInvitationAction: { page: acceptPageOf, args: (ids) => [ids.link], answer: backToThePage },
  declineInvitationAction: {
    page: acceptPageOf,
    args: (ids) => [ids.link, form({ reason: "Not now." })],
    answer: backToThePage,
  },
  recordOpeningAction: { page: acceptPageOf, args: (ids) => [ids.link], answer: () => "nothing" },
  requestNewLinkAction: {
    page: acceptPageOf,
    args: (ids) => [ids.link],
    answer: (asked): Result => `${backToThePage(asked)}?asked=1`,
    sameForAll: true,
  },
};

/** None of those who ask is the invitee. */
function backToThePage({ organization, ids }: Asked): `to ${string}` {
  return organization === "malformed" ? "to /accept" : `to /accept/${ids.link}`;
}
