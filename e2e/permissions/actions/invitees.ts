import { acceptPageOf } from "./addresses";
import { form } from "./form";
import type { Asked, ActionCases, Result } from "./case";

export const INVITEES: ActionCases = {
  acceptInvitationAction: { page: acceptPageOf, args: (ids) => [ids.link], answer: backToThePage },
  declineInvitationAction: {
    page: acceptPageOf,
    args: (ids) => [ids.link, form({ reason: "Not now." })],
    answer: backToThePage,
  },
  recordOpeningAction: { page: acceptPageOf, args: (ids) => [ids.link], answer: () => "nothing" },
  askForLinkAction: {
    page: acceptPageOf,
    args: (ids) => [ids.link],
    answer: (asked): Result => `${backToThePage(asked)}?asked=1`,
    sameForAll: true,
  },
};

/** None of those who ask is the invitee. */
function backToThePage({ place, ids }: Asked): `to ${string}` {
  return place === "malformed" ? "to /accept" : `to /accept/${ids.link}`;
}
