import { sql } from "drizzle-orm";
import { lockAdministrators, requireRemainingAdministrator } from "@/db/access/last-administrator";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";

type Deleted = { name: string; members: number; pendingInvitations: number };

/**
 * Deletes a group of this organization. Its members stay users and lose its permissions; pending invitations keep its name
 * but no longer give it. The audit event contains the numbers of both.
 * @throws NotFound if there is no such group; Forbidden if the actor can't grant it; Conflict if a root organization would lose its last administrator
 */
export const deleteGroup = defineCommand<{ groupId: string }, void>(
  { permission: "groups.delete", revokes: ({ ctx }) => [ctx.organization.id] },
  async ({ tx, ctx, input }) => {
    await lockAdministrators(tx, ctx);
    const organizationId = ctx.organization.id;
    await tx.execute(sql`
      select from groups where organization_id = ${organizationId} and id = ${input.groupId} for update`);
    await requireGrantableGroups(tx, ctx, [input.groupId], "delete");
    const [deleted] = await tx.execute<Deleted>(sql`
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
      from deleted`);
    if (!deleted) throw new NotFound("There is no such group here.");
    await requireRemainingAdministrator(tx, ctx);
    const { name, ...lost } = deleted;
    await record(tx, causeOf(ctx), {
      action: "groups.delete",
      subject: { id: input.groupId, name },
      details: lost,
    });
  },
);
