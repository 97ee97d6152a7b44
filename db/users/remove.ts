import { sql } from "drizzle-orm";
import { z } from "zod";
import { findOutranking } from "@/db/access/require-not-outranked";
import { isCurrent } from "@/db/access/rights";
import { membershipRights, organizationRights, type RightsHolder } from "@/db/access/rights-lock";
import { causeOf, nameCause, recordedBy } from "@/db/audit/record";
import { recordRefusal } from "@/db/audit/record-refusal";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound, type Refusal } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import type { UserId, UserIds } from "@/db/users/input";
import { uuids } from "@/db/uuid";
import { refuseOwnAccount, requireOtherUser } from "./lock-account";

/**
 * Ends an invited membership of this organization. Memberships below and pending invitations that depend on it end with it,
 * by a foreign key and a trigger, which record each.
 * @throws NotFound if this isn't a user of the organization; Conflict for an account that is managed here, and for the
 * actor's own; Forbidden for a user who outranks the actor here
 */
export const removeUser = defineCommand<UserId, void>(
  {
    permission: "users.remove",
    revokes: ({ ctx, input }) => [membershipRights(ctx.organization.id, input.userId)],
  },
  async ({ tx, ctx, input: { userId } }) => {
    requireOtherUser(ctx, userId);
    const [removal] = await removeMembers(tx, ctx, [userId]);
    if (!removal) throw new NotFound({ code: "no-such-user" });
    if (removal.refused) throw removal.refused.refusal;
    return recordedBy("the trigger on memberships");
  },
);

/** A user who wasn't removed, and why. */
type NotRemoved = {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly reason: "own-account" | "managed-here" | "outranks";
};

/** How many were removed, and who wasn't. */
export type RemovalOutcome = { readonly removed: number; readonly notRemoved: readonly NotRemoved[] };

/**
 * Removes several users. Those who can't be removed are returned, and the others are removed. Skips ids of users of other
 * organizations.
 * @throws NotFound if none of the ids is of a user here
 */
export const removeUsers = defineCommand<UserIds, RemovalOutcome>(
  { permission: "users.remove", revokes: rightsOfOrganization },
  async ({ tx, ctx, input }) => {
    const removals = await removeMembers(tx, ctx, input.userIds);
    if (removals.length === 0) throw new NotFound({ code: "no-such-users" });
    const notRemoved: NotRemoved[] = [];
    for (const { userId, username, name, refused } of removals) {
      if (!refused) continue;
      const subject = { id: userId, name: username };
      await recordRefusal(tx, causeOf(ctx), { action: "users.remove", subject }, refused.refusal);
      notRemoved.push({ userId, username, name, reason: refused.reason });
    }
    return recordedBy("the trigger on memberships").returning({
      removed: removals.length - notRemoved.length,
      notRemoved,
    });
  },
);

/**
 * Deletes what depends on many memberships in no particular order. To avoid deadlocks, no other command in the organization
 * or below can run at the same time. If all users are of other organizations, nobody waits.
 */
async function rightsOfOrganization(call: { ctx: RequestContext; input: UserIds }): Promise<RightsHolder[]> {
  const { db, organization } = call.ctx;
  const [member] = await db.execute(sql`
    select from memberships
    where organization_id = ${organization.id} and user_id = any(${uuids(call.input.userIds)})
    limit 1`);
  if (!member) throw new NotFound({ code: "no-such-users" });
  return [organizationRights(organization.id)];
}

const memberRow = z.object({
  userId: z.string(),
  username: z.string(),
  name: z.string(),
  managed: z.boolean(),
});
type Member = z.infer<typeof memberRow>;

type Refused = { readonly reason: NotRemoved["reason"]; readonly refusal: Refusal };
/** `refused` says why the user can't be removed. It is null for a removed user. */
type Removal = Member & { readonly refused: Refused | null };

/** Removes those of the users who can be removed. @returns all who are users of the organization */
async function removeMembers(
  tx: Transaction,
  ctx: RequestContext,
  userIds: readonly string[],
): Promise<Removal[]> {
  const members = await rowsOf(tx, memberRow)`
    select m.user_id as "userId", u.username, u.name, m.origin = 'managed' as managed
    from memberships m
    join users u on u.id = m.user_id
    where m.organization_id = ${ctx.organization.id}
      and m.user_id = any(${uuids(userIds)})
      and ${isCurrent(sql`m`)}
    order by m.user_id
    for update of m`;
  const outranking = await findOutranking(tx, ctx, members, "remove");
  const removals = members.map((member) => ({
    ...member,
    refused: refuse(ctx, member, outranking.get(member.userId)),
  }));
  const removable = removals.filter(({ refused }) => refused === null).map(({ userId }) => userId);
  await nameCause(tx, causeOf(ctx), "removed");
  await tx.execute(sql`
    delete from memberships
    where organization_id = ${ctx.organization.id} and user_id = any(${uuids(removable)})`);
  return removals;
}

/** @param outranks the refusal if the user outranks the actor */
function refuse(
  ctx: RequestContext,
  { userId, managed }: Member,
  outranks: Refusal | undefined,
): Refused | null {
  const ownAccount = refuseOwnAccount(ctx, userId);
  if (ownAccount) return { reason: "own-account", refusal: ownAccount };
  if (managed) return { reason: "managed-here", refusal: new Conflict({ code: "managed-here" }) };
  return outranks ? { reason: "outranks", refusal: outranks } : null;
}
