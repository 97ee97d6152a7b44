import { defineCommand } from "@/db/command";
import { Conflict, Invalid } from "@/db/errors";
import type { InviteInput } from "@/db/invitations/input";
import { takeInvitationLimits } from "@/db/invitations/take-limits";
import { writeInvitations } from "@/db/invitations/write";
import { endOfDay } from "@/db/memberships/end-day";
import { normalizeUsername } from "@/lib/usernames";
import type { InviteOutcome } from "./types";

/**
 * Invites members of the parent organization by username, and queues a mail for each. Every username gets an outcome
 * of its own, in the order given, once however often it was given. Repeating a request (same `requestId`) invites
 * nobody twice and answers the same.
 * @throws Conflict at a root organization or an inactive one; Forbidden for a group that carries more than the inviter has;
 * NotFound for a group that is not of this organization; Invalid for a last day that is past or too far away; Limited
 */
export const inviteUsers = defineCommand<InviteInput, InviteOutcome[], Prepared>(
  {
    permission: "invitations.create",
    before: async ({ ctx, input }) => {
      const { parent, name } = ctx.organization;
      if (!parent) throw new Conflict(`${name} is a root organization: it has no parent to invite from.`);
      const usernames = [...new Set(input.usernames.map(normalizeUsername).filter(Boolean))];
      if (usernames.length === 0)
        throw new Invalid("Enter at least one username.", { usernames: "Enter at least one." });

      const membershipEndsAt = endOfDay(input.endsOn ?? null, new Date());
      await takeInvitationLimits(ctx, parent.id, usernames);
      return { parentId: parent.id, usernames, membershipEndsAt };
    },
  },
  async ({ tx, ctx, input, prepared }) => {
    const { parentId, usernames, membershipEndsAt } = prepared;
    const written = await writeInvitations(tx, ctx, {
      ...input,
      parentId,
      membershipEndsAt,
      parties: [{ usernames, groupIds: input.groupIds }],
    });
    return written.map(({ username, outcome }) => ({ username, outcome }));
  },
);

type Prepared = {
  readonly parentId: string;
  readonly usernames: readonly string[];
  readonly membershipEndsAt: Date | null;
};
