import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { InvitationIds } from "./input";
import { queueResend } from "./queue-resend";
import type { ResendOutcome } from "./types";

/**
 * Sends pending invitations of this organization again, expired ones and those whose mail failed too: the link before
 * is dead at once, the new one has its full lifetime from its sending on. Whoever sends again vouches for the groups
 * and becomes the inviter. Each invitee is left in peace for 5 minutes, and gets at most 3 mails again in a day from
 * the organization, also when the invitation was deleted and made anew in between.
 * @returns an outcome for each invitation of this organization among the ids, in the order given
 * @throws NotFound when none of them is of this organization; Conflict while it is inactive
 */
export const resend = defineCommand<InvitationIds, ResendOutcome[]>(
  { permission: "invitations.send" },
  async ({ tx, ctx, input }) => {
    const outcomes = await queueResend(tx, ctx, input.invitationIds);
    if (outcomes.length === 0) throw new NotFound("There is no such invitation here, or it is gone.");
    return outcomes;
  },
);
