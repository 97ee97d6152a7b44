import { sql } from "drizzle-orm";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { requireMemberNotOutranked } from "@/db/access/require-not-outranked";
import { isCurrent } from "@/db/access/rights";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import { dateOf } from "@/db/lists/read-list";
import { endOfDay } from "@/db/memberships/end-day";
import type { MembershipEnd } from "@/db/memberships/input";
import type { RequestContext } from "@/db/request-context";
import { requireOtherUser } from "@/db/users/require-other-user";
import { lastDay } from "@/lib/dates";

/**
 * Sets when an invited membership here ends, or that it does not end. Memberships further down that came through it end
 * no later: the database sees to that by foreign key. Links of pending invitations that build on it work no longer
 * than that, either. A week before, both sides are told of the new end.
 * Whoever lets it last longer gives its groups anew, and so must be able to give them.
 * @throws Invalid for a day that is past or too far away; NotFound when the user is not a member here; Conflict for an
 * account that is managed here, and for oneself; Forbidden for groups that allow more than the actor may do here, and for an earlier end of somebody who
 * outranks the actor here
 */
export const changeMembershipEnd = defineCommand<MembershipEnd, void>(
  { permission: "users.remove", revokes: ({ input }) => [input.userId] },
  async ({ tx, ctx, input }) => {
    requireOtherUser(ctx, input.userId);
    const endsAt = endOfDay(input.endsOn, new Date());
    const member = await hold(tx, ctx, input.userId);
    if (member.endsAt?.getTime() === endsAt?.getTime()) return;
    if (isLater(endsAt, member.endsAt)) await requireGrantableGroups(tx, ctx, member.groupIds);
    else {
      const { userId } = input;
      await requireMemberNotOutranked(tx, ctx, { userId, name: member.name }, "end the membership of");
    }
    await tx.execute(sql`
      update memberships set ends_at = ${endsAt?.toISOString() ?? null}::timestamptz, end_notified_for = null
      where organization_id = ${ctx.organization.id} and user_id = ${input.userId}`);
    await cutLinks(tx, input.userId);
    await record(tx, causeOf(ctx), {
      action: "memberships.edit",
      subject: { id: input.userId, name: member.username },
      details: { changes: { "last day": [inWords(member.endsAt), inWords(endsAt)] } },
    });
  },
);

type Member = { username: string; name: string; endsAt: Date | null; groupIds: string[] };

/** Whoever answers an invitation that builds on this membership waits, or has come before. */
async function hold(tx: Transaction, ctx: RequestContext, userId: string): Promise<Member> {
  const [member] = await tx.execute<{
    username: string;
    name: string;
    invited: boolean;
    endsAt: string | null;
    groupIds: string[];
  }>(sql`
    select m.username, u.name, m.origin = 'invited' as invited, to_json(m.ends_at) #>> '{}' as "endsAt",
      array(select mg.group_id from membership_groups mg
        where mg.organization_id = m.organization_id and mg.user_id = m.user_id) as "groupIds"
    from memberships m join users u on u.id = m.user_id
    where m.organization_id = ${ctx.organization.id} and m.user_id = ${userId} and ${isCurrent(sql`m`)} for update of m`);
  if (!member) throw new NotFound("This user is no longer here.");
  if (!member.invited) throw new Conflict("This account is managed here: it is a user here without an end.");
  return { ...member, endsAt: dateOf(member.endsAt) };
}

/** So that no list calls pending what nobody can accept any more. A later end lengthens none: they can be sent again. */
async function cutLinks(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`
    update invitations i set expires_at = pm.ends from memberships pm
    where i.user_id = ${userId} and i.status = 'pending' and pm.user_id = i.user_id
      and pm.organization_id = i.parent_organization_id and i.expires_at > pm.ends`);
}

function isLater(after: Date | null, before: Date | null): boolean {
  return before !== null && (after === null || after > before);
}

function inWords(ends: Date | null): string {
  return ends ? lastDay(ends) : "none";
}
