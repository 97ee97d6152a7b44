import { defineCommand } from "@/db/command";
import { Conflict, Invalid } from "@/db/errors";
import type { InviteInput } from "@/db/invitations/input";
import { insertInvitations } from "@/db/invitations/insert";
import { consumeInviteLimits } from "@/db/invitations/invite-limits";
import { endOfDay } from "@/db/memberships/end-date";
import { normalizeUsername } from "@/lib/usernames";
import type { InviteOutcome } from "./types";

type Prepared = {
  readonly parentId: string;
  readonly usernames: readonly string[];
  readonly membershipEndsAt: Date | null;
};

/**
 * Invites members of the parent organization by username, and enqueues an email for each. Every username has its own
 * outcome, in the order given, without duplicates. A repeated request (same `requestId`) invites nobody again and returns
 * the same.
 * @throws Conflict in a root organization or an inactive one; Forbidden for a group with more permissions than the inviter
 * has; NotFound for a group of another organization; Invalid without a username, or if the last day is past or too far away;
 * Limited
 */
export const inviteUsers = defineCommand<InviteInput, InviteOutcome[], Prepared>(
  {
    permission: "invitations.create",
    before: async ({ ctx, input }) => {
      const { parent, name } = ctx.organization;
      if (!parent) throw new Conflict(`${name} is a root organization: it has no parent to invite from.`);
      const usernames = [...new Set(input.usernames.map(normalizeUsername).filter(Boolean))];
      if (usernames.length === 0) {
        throw new Invalid("Enter at least one username.", { usernames: "Enter at least one." });
      }
      const membershipEndsAt = endOfDay(input.endsOn ?? null, new Date());
      await consumeInviteLimits(ctx, parent.id, usernames);
      return { parentId: parent.id, usernames, membershipEndsAt };
    },
  },
  async ({ tx, ctx, input, prepared }) => {
    const { parentId, usernames, membershipEndsAt } = prepared;
    const outcomes = await insertInvitations(tx, ctx, {
      ...input,
      parentId,
      membershipEndsAt,
      sets: [{ usernames, groupIds: input.groupIds }],
    });
    return outcomes.map(({ username, outcome }) => ({ username, outcome }));
  },
);
