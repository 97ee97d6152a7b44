import { sql } from "drizzle-orm";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import type { InvitationGroupIds } from "@/db/invitations/input";
import type { StoredStatus } from "@/db/invitations/rules";
import type { RequestContext } from "@/db/request-context";
import { uuids } from "@/db/uuid";
import { lockInvitations } from "./lock";

/**
 * Makes these, and no others, the groups of a pending or expired invitation; its page and its link stay. Groups that
 * were deleted meanwhile stay named. Whoever adds a group vouches for all of them and becomes the inviter; to take away
 * needs no more than inviting does.
 * @throws NotFound for an invitation or a group that is not of this organization; Conflict when it is no longer pending;
 * Forbidden for groups that allow more than the actor may do here
 */
export const changeInvitationGroups = defineCommand<InvitationGroupIds, void>(
  { permission: "invitations.create" },
  async ({ tx, ctx, input }) => {
    await lockInvitations(tx, ctx, [input.invitationId]);
    const { username, before } = await readPending(tx, ctx, input.invitationId);
    const adds = input.groupIds.some((id) => !before.has(id));
    if (adds) await requireGrantableGroups(tx, ctx, input.groupIds);
    const after = await write(tx, ctx, input);
    const added = [...after].filter(([id]) => !before.has(id)).map(([, name]) => name);
    const removed = [...before].filter(([id]) => !after.has(id)).map(([, name]) => name);
    if (added.length + removed.length === 0) return;
    if (adds) {
      await tx.execute(
        sql`update invitations set inviter_id = ${ctx.actor.id} where id = ${input.invitationId}`,
      );
    }
    await record(tx, causeOf(ctx), {
      action: "invitations.edit",
      subject: { id: input.invitationId, name: username },
      details: { added, removed },
    });
  },
);

type NamesById = ReadonlyMap<string, string>;

async function readPending(
  tx: Transaction,
  ctx: RequestContext,
  invitationId: string,
): Promise<{ username: string; before: NamesById }> {
  const [found] = await tx.execute<{
    username: string;
    status: StoredStatus;
    groups: { id: string; name: string }[];
  }>(sql`
    select i.username, i.status,
      (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name), '[]')
        from invitation_groups ig join groups g on g.id = ig.group_id where ig.invitation_id = i.id) as groups
    from invitations i where i.organization_id = ${ctx.organization.id} and i.id = ${invitationId}`);
  if (!found) throw new NotFound("There is no such invitation here, or it is gone.");
  if (found.status !== "pending") {
    throw new Conflict("This invitation is no longer pending: its groups stay as they are.");
  }
  return { username: found.username, before: new Map(found.groups.map(({ id, name }) => [id, name])) };
}

/** All anew, by the names that the groups have now: a deleted one may have had the name of an added one. */
async function write(
  tx: Transaction,
  ctx: RequestContext,
  { invitationId, groupIds }: InvitationGroupIds,
): Promise<NamesById> {
  const chosen = sql`select id, name from groups where organization_id = ${ctx.organization.id} and id = any(${uuids(groupIds)})`;
  await tx.execute(sql`
    delete from invitation_groups
    where invitation_id = ${invitationId} and (group_id is not null or group_name in (select name from (${chosen}) as chosen))`);
  const written = await tx.execute<{ id: string; name: string }>(sql`
    insert into invitation_groups (organization_id, invitation_id, group_id, group_name)
    select ${ctx.organization.id}, ${invitationId}, id, name from (${chosen}) as chosen order by name
    returning group_id as id, group_name as name`);
  return new Map(written.map(({ id, name }) => [id, name]));
}
