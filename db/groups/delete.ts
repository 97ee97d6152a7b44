import { sql } from "drizzle-orm";
import { z } from "zod";
import { requireRemainingAdministrator } from "@/db/access/last-administrator";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { organizationRights } from "@/db/access/rights-lock";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";

const deletedRow = z.object({ name: z.string(), members: z.number(), pendingInvitations: z.number() });

/**
 * Deletes a group of this organization. Its members stay users and lose its permissions; pending invitations keep its name
 * but no longer give it. The audit event has the number of both.
 * @throws NotFound if there is no such group; Forbidden if the actor can't grant it; Conflict if a root organization would
 * lose its last administrator
 */
export const deleteGroup = defineCommand<{ groupId: string }, void>(
  {
    permission: "groups.delete",
    revokes: async ({ ctx, input }) => {
      await requireGroup(ctx, input.groupId);
      return [organizationRights(ctx.organization.id)];
    },
  },
  async ({ tx, ctx, input }) => {
    const organizationId = ctx.organization.id;
    await requireGrantableGroups(tx, ctx, [input.groupId], "delete");
    const [deleted] = await rowsOf(tx, deletedRow)`
      with deleted as (
        delete from groups
        where organization_id = ${organizationId} and id = ${input.groupId}
        returning id, name
      )
      select
        name,
        (
          select count(*)::int
          from membership_groups
          where organization_id = ${organizationId} and group_id = deleted.id
        ) as members,
        (
          select count(*)::int
          from invitation_groups ig
          join invitations i on i.id = ig.invitation_id
          where ig.organization_id = ${organizationId} and ig.group_id = deleted.id and i.status = 'pending'
        ) as "pendingInvitations"
      from deleted`;
    if (!deleted) throw new NotFound({ code: "no-such-group" });
    await requireRemainingAdministrator(tx, ctx);
    const { name, ...lost } = deleted;
    return await record(tx, causeOf(ctx), {
      action: "groups.delete",
      subject: { id: input.groupId, name },
      details: lost,
    });
  },
);

async function requireGroup({ db, organization }: RequestContext, groupId: string): Promise<void> {
  const [group] = await db.execute(sql`
    select from groups where organization_id = ${organization.id} and id = ${groupId}`);
  if (!group) throw new NotFound({ code: "no-such-group" });
}
