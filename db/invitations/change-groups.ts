import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { causeOf, record, recordsNothing } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import { groups } from "@/db/groups/table";
import type { InvitationGroupIds } from "@/db/invitations/input";
import type { RequestContext } from "@/db/request-context";
import { changedList } from "@/db/shown-values";
import { uuids } from "@/db/uuid";
import { MAX_GROUPS_OF_INVITATION } from "@/lib/roles";
import { lockInvitations } from "./lock";
import { invitationGroups, invitations } from "./table";

/**
 * Changes the groups of a pending or expired invitation, whose link stays the same: adds `groupIds`, and removes those of
 * `before` that aren't among them. Without `before`, it gets exactly `groupIds`. Groups that have been deleted stay listed.
 * An actor who adds a group must be able to grant all of the groups, and becomes the inviter. Removing groups takes only the
 * permission to invite.
 * @throws NotFound for an invitation or a group of another organization; Conflict if it is no longer pending, and for more
 * than 100 groups; Forbidden for groups with more permissions than the actor has
 */
export const changeInvitationGroups = defineCommand<InvitationGroupIds, void>(
  { permission: "invitations.create" },
  async ({ tx, ctx, input }) => {
    const { invitationId } = input;
    await lockInvitations(tx, ctx, [invitationId]);
    const username = await requirePending(tx, ctx, invitationId);
    const before = await readGroups(tx, invitationId);
    const groupIds = changedList([...before.keys()], { chosen: input.groupIds, before: input.before });
    const isAdding = groupIds.some((id) => !before.has(id));
    if (isAdding) await requireGrantableGroups(tx, ctx, groupIds);
    const after = await replaceGroups(tx, ctx, { invitationId, groupIds });
    if (isAdding) await requireFewGroups(tx, invitationId);
    const added = [...after].filter(([id]) => !before.has(id)).map(([, name]) => name);
    const removed = [...before].filter(([id]) => !after.has(id)).map(([, name]) => name);
    if (added.length + removed.length === 0) return recordsNothing("nothing changed");
    if (isAdding) {
      await tx.update(invitations).set({ inviterId: ctx.actor.id }).where(eq(invitations.id, invitationId));
    }
    return await record(tx, causeOf(ctx), {
      action: "invitations.edit",
      subject: { id: invitationId, name: username },
      details: { added, removed },
    });
  },
);

/** @returns the invitee's username */
async function requirePending(tx: Transaction, ctx: RequestContext, id: string): Promise<string> {
  const [invitation] = await tx
    .select({ username: invitations.username, status: invitations.status })
    .from(invitations)
    .where(and(eq(invitations.organizationId, ctx.organization.id), eq(invitations.id, id)));
  if (!invitation) throw new NotFound({ code: "no-such-invitation" });
  if (invitation.status !== "pending") {
    throw new Conflict({ code: "groups-fixed" });
  }
  return invitation.username;
}

type NamesById = ReadonlyMap<string, string>;

/** The groups of the invitation that still exist, by name. */
async function readGroups(tx: Transaction, invitationId: string): Promise<NamesById> {
  const rows = await tx
    .select({ id: groups.id, name: groups.name })
    .from(invitationGroups)
    .innerJoin(groups, eq(groups.id, invitationGroups.groupId))
    .where(eq(invitationGroups.invitationId, invitationId))
    .orderBy(groups.name);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function requireFewGroups(tx: Transaction, invitationId: string): Promise<void> {
  const listed = await tx
    .select({ name: invitationGroups.groupName })
    .from(invitationGroups)
    .where(eq(invitationGroups.invitationId, invitationId));
  if (listed.length > MAX_GROUPS_OF_INVITATION) throw new Conflict({ code: "too-many-groups-of-invitation" });
}

/**
 * Writes the chosen groups with their current names. Deleted groups stay listed by name, unless a chosen group has the same
 * name.
 */
async function replaceGroups(
  tx: Transaction,
  { organization }: RequestContext,
  { invitationId, groupIds }: InvitationGroupIds,
): Promise<NamesById> {
  const chosen = sql`
    select id, name from groups where organization_id = ${organization.id} and id = any(${uuids(groupIds)})`;
  await tx.execute(sql`
    delete from invitation_groups
    where invitation_id = ${invitationId}
      and (group_id is not null or group_name in (select name from (${chosen}) as chosen))`);
  const inserted = await tx.execute(sql`
    insert into invitation_groups (organization_id, invitation_id, group_id, group_name)
    select ${organization.id}, ${invitationId}, id, name
    from (${chosen}) as chosen
    order by name
    returning group_id as id, group_name as name`);
  return new Map(
    z
      .array(insertedGroup)
      .parse(inserted)
      .map(({ id, name }) => [id, name]),
  );
}

const insertedGroup = z.object({ id: z.string(), name: z.string() });
