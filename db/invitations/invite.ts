import { and, eq, inArray } from "drizzle-orm";
import { recordedBy } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict, Invalid } from "@/db/errors";
import { findUsernamesByAddress } from "@/db/invitations/addresses";
import { emailPriority } from "@/db/invitations/email-priority";
import type { InviteInput } from "@/db/invitations/input";
import { type InsertOutcome, insertInvitations, refusedOf } from "@/db/invitations/insert";
import { consumeInvitations, giveBackInvitations, giveBackUnsent } from "@/db/invitations/invite-limits";
import { type LookedUp, lookUpUsernames } from "@/db/invitations/look-up";
import { byReason, recordRefusedOnce } from "@/db/invitations/record-refused";
import { rejectionReason } from "@/db/invitations/rules";
import { endAfter, lastDayDetail } from "@/db/memberships/end-date";
import type { RequestContext } from "@/db/request-context";
import { groups } from "@/db/schema";
import { BATCH_ASSIGNMENTS } from "@/lib/bulk-actions";
import { normalizeUsername } from "@/lib/usernames";
import type { InviteOutcome } from "./types";

type Prepared = {
  readonly parentId: string;
  readonly people: People;
  readonly usernames: readonly string[];
  /** The last username that was looked up, if the limit was used up. */
  readonly last: string | undefined;
  /** How many invitations were counted toward the limits. */
  readonly taken: { readonly points: number; readonly at: Date };
  readonly membershipEndsAt: Date | null;
  readonly emailPriority: number;
};

type People = {
  /** The entered usernames and email addresses, normalized. */
  readonly names: readonly string[];
  /** The username of the user that has an address, by address. */
  readonly usernameOf: ReadonlyMap<string, string>;
  /** Without duplicates. An address that no user has counts as an unknown username. */
  readonly usernames: readonly string[];
};

/**
 * Invites members of the parent organization by username or email address, and enqueues an email for each. Returns an outcome
 * for every name, in their order, without duplicates. A repeated request (same `requestId`) invites nobody again and returns
 * the same outcomes.
 * @throws Conflict in a root organization or an inactive one, and for more than 10,000 groups of all users; Forbidden for a
 * group with more permissions than the inviter has; NotFound for a group of another organization; Invalid without a username,
 * or if the last day is past or too far away; Limited
 */
export const inviteUsers = defineCommand<InviteInput, InviteOutcome[], Prepared>(
  {
    permission: "invitations.create",
    before: async ({ ctx, input }) => {
      const { parent, name } = ctx.organization;
      if (!parent) throw new Conflict({ code: "root-has-no-parent", organization: name });
      const names = [...new Set(input.usernames.map(normalizeUsername).filter(Boolean))];
      if (names.length === 0) {
        throw new Invalid({ usernames: { code: "no-username" } }, { code: "no-usernames" });
      }
      if (names.length * input.groupIds.length > BATCH_ASSIGNMENTS) {
        throw new Conflict({ code: "too-many-assignments-at-once" });
      }
      const membershipEndsAt = endAfter(input.endsOn ?? null, ctx.organization.timeZone, new Date());
      const people = await findPeople(ctx, parent.id, names);
      const found = await lookUpUsernames(ctx, parent.id, people.usernames, "username-lookups");
      const points = countInvitable(found);
      await consumeInvitations(ctx, points);
      return {
        ...found,
        people,
        parentId: parent.id,
        membershipEndsAt,
        taken: { points, at: new Date() },
        emailPriority: await emailPriority(ctx, points),
      };
    },
    after: async ({ ctx, prepared, ended }) => {
      if ("error" in ended) await giveBackInvitations(ctx, prepared.taken.points);
    },
  },
  async ({ tx, ctx, input, prepared }) => {
    const { parentId, people, usernames, last, membershipEndsAt, taken, emailPriority } = prepared;
    const outcomes = await insertInvitations(tx, ctx, {
      ...input,
      parentId,
      membershipEndsAt,
      emailPriority,
      sets: [{ usernames, groupIds: input.groupIds }],
    });
    const sent = outcomes.filter(({ invitationId }) => invitationId !== null).length;
    const sender = { actorId: ctx.actor.id, organizationId: ctx.organization.id };
    await giveBackUnsent(tx, sender, { ...taken, points: Math.max(0, taken.points - sent) });
    await recordNotInvited(tx, ctx, outcomes, { groupIds: input.groupIds, membershipEndsAt });
    return recordedBy("insertInvitations").returning(outcomesFor(people, outcomes, last));
  },
);

async function recordNotInvited(
  tx: Transaction,
  ctx: RequestContext,
  outcomes: readonly InsertOutcome[],
  {
    groupIds,
    membershipEndsAt,
  }: { readonly groupIds: readonly string[]; readonly membershipEndsAt: Date | null },
): Promise<void> {
  if (outcomes.every(({ outcome }) => outcome === "invited")) return;
  const names = await listNames(tx, ctx, groupIds);
  const refused = byReason(refusedOf(outcomes, () => names));
  await recordRefusedOnce({
    tx,
    ctx,
    action: "invitations.create",
    refused,
    ...lastDayDetail(ctx, membershipEndsAt),
  });
}

async function listNames(
  tx: Transaction,
  ctx: RequestContext,
  groupIds: readonly string[],
): Promise<string[]> {
  if (groupIds.length === 0) return [];
  const { organizationId, id, name } = groups;
  const listed = await tx
    .select({ name })
    .from(groups)
    .where(and(eq(organizationId, ctx.organization.id), inArray(id, [...groupIds])))
    .orderBy(name);
  return listed.map((group) => group.name);
}

function countInvitable({ usernames, candidates }: LookedUp): number {
  return usernames.filter((username) => {
    const candidate = candidates.get(username);
    return candidate && !rejectionReason(candidate);
  }).length;
}

async function findPeople(ctx: RequestContext, parentId: string, names: readonly string[]): Promise<People> {
  const usernameOf = await findUsernamesByAddress(ctx, parentId, names);
  return { names, usernameOf, usernames: [...new Set(names.map((name) => usernameOf.get(name) ?? name))] };
}

/**
 * The outcome of each name. A user who was entered by username and by address is invited once. Reveals nothing about names
 * after the last one that was looked up.
 */
function outcomesFor(
  { names, usernameOf }: People,
  outcomes: readonly InviteOutcome[],
  last: string | undefined,
): InviteOutcome[] {
  const found = new Map(outcomes.map(({ username, outcome }) => [username, outcome]));
  const end = last === undefined ? names.length : names.indexOf(last);
  const seen = new Set<string>();
  return names.map((name, at) => {
    if (at > end) return { username: name, outcome: "not-looked-up" };
    const username = usernameOf.get(name) ?? name;
    const outcome = found.get(username) ?? "not-a-user-of-parent";
    const isRepeated = seen.has(username);
    seen.add(username);
    return { username: name, outcome: isRepeated && outcome === "invited" ? "already-invited" : outcome };
  });
}
