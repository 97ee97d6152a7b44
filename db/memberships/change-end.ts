import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { requireMemberNotOutranked } from "@/db/access/require-not-outranked";
import { isCurrent } from "@/db/access/rights";
import { causeOf, record, recordsNothing } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import { consume, giveBack } from "@/db/limits/limits";
import { endAfter } from "@/db/memberships/end-date";
import type { MembershipEnd } from "@/db/memberships/input";
import type { RequestContext } from "@/db/request-context";
import { requireOtherUser } from "@/db/users/lock-account";
import { lastDay } from "@/lib/days";
import { memberships } from "./table";

/**
 * Changes or removes the end date of an invited membership. Memberships of child organizations that came through it end no
 * later: a foreign key updates their end date. The links of pending invitations that depend on it expire no later, either.
 * Both sides get an email about the new end date. A later end date grants the groups of all these memberships for longer, and
 * an earlier one takes them away sooner, so the actor must be able to grant them.
 * @throws Invalid for a day in the past or too far ahead; NotFound if the user is not a member here; Conflict for a user who
 * is managed here, and for the actor's own account; Forbidden if the user has groups, here or below, with more permissions
 * than the actor has there; Limited after 10 changes of a membership in a day
 */
export const changeMembershipEnd = defineCommand<MembershipEnd, void, void>(
  {
    permission: "users.remove",
    before: ({ ctx, input }) => consume(ctx.db, "last-day-changes", limitedKey(ctx, input)), // each change sends emails
    after: async ({ ctx, input, ended }) => {
      if ("error" in ended) await giveBack(ctx.db, "last-day-changes", limitedKey(ctx, input));
    },
  },
  async ({ tx, ctx, input }) => {
    const { userId } = input;
    requireOtherUser(ctx, userId);
    const { timeZone } = ctx.organization;
    const dayOf = (end: Date | null) => end && lastDay(end, timeZone);
    const member = await lockMember(tx, ctx, userId);
    if (input.endsOn === dayOf(member.endsAt)) return recordsNothing("nothing changed");
    const endsAt = endAfter(input.endsOn, timeZone, new Date());
    const later = isLater(endsAt, member.endsAt);
    if (later) await requireGrantableGroups(tx, ctx, member.groupIds);
    const action = later ? "extend-membership" : "end-membership";
    await requireMemberNotOutranked(tx, ctx, { userId, name: member.name }, action);
    await tx
      .update(memberships)
      .set({ endsAt, endNotifiedFor: null })
      .where(and(eq(memberships.organizationId, ctx.organization.id), eq(memberships.userId, userId)));
    await shortenLinks(tx, userId);
    return await record(tx, causeOf(ctx), {
      action: "memberships.edit",
      subject: { id: userId, name: member.username },
      details: { changes: { lastDay: [dayOf(member.endsAt), dayOf(endsAt)] } },
    });
  },
);

function limitedKey({ actor, organization }: RequestContext, { userId }: MembershipEnd): string {
  return `${actor.id}/${organization.id}/${userId}`;
}

const memberRow = z.object({
  username: z.string(),
  name: z.string(),
  origin: z.enum(["managed", "invited"]),
  endsAt: z.coerce.date().nullable(),
  groupIds: z.array(z.string()),
});

/** Responses to invitations that depend on this membership wait for the lock. */
async function lockMember(
  tx: Transaction,
  { organization }: RequestContext,
  userId: string,
): Promise<z.infer<typeof memberRow>> {
  const [row] = await tx.execute(sql`
    select
      m.username,
      u.name,
      m.origin,
      to_json(m.ends_at) as "endsAt",
      array(
        select mg.group_id
        from membership_groups mg
        where mg.organization_id = m.organization_id and mg.user_id = m.user_id
      ) as "groupIds"
    from memberships m
    join users u on u.id = m.user_id
    where m.organization_id = ${organization.id} and m.user_id = ${userId} and ${isCurrent(sql`m`)}
    for update of m`);
  if (!row) throw new NotFound({ code: "no-such-user" });
  const member = memberRow.parse(row);
  if (member.origin === "managed") {
    throw new Conflict({ code: "no-end-date" });
  }
  return member;
}

/**
 * Shortens the links of pending invitations that end with this membership, so that lists don't show invitations as pending
 * that nobody can accept. A later end date doesn't extend links: the invitations can be resent.
 */
async function shortenLinks(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`
    update invitations i
    set expires_at = pm.ends
    from memberships pm
    where i.user_id = ${userId}
      and i.status = 'pending'
      and pm.user_id = i.user_id
      and pm.organization_id = i.parent_organization_id
      and i.expires_at > pm.ends`);
}

function isLater(after: Date | null, before: Date | null): boolean {
  return before !== null && (after === null || after > before);
}
