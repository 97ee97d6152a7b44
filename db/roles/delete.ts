import { sql } from "drizzle-orm";
import { requireGrantableRoles } from "@/db/access/require-grantable";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import { constant } from "@/db/lists/keyset";

const MAX_NAMES = 100;

/**
 * Deletes a role of this organization. Its groups lose its permissions. The audit event names the first 100 of them.
 * @throws NotFound if there is no such role; Conflict for Administrator; Forbidden if the actor can't grant it
 */
export const deleteRole = defineCommand<{ roleId: string }, void>(
  { permission: "roles.delete", revokes: ({ ctx }) => [ctx.organization.id] },
  async ({ tx, ctx, input }) => {
    const here = sql`organization_id = ${ctx.organization.id} and id = ${input.roleId}`;
    const [role] = await tx.execute<{ name: string; isAdministrator: boolean }>(sql`
      select name, is_administrator as "isAdministrator" from roles where ${here} for update`);
    if (!role) throw new NotFound("There is no such role here.");
    if (role.isAdministrator) throw new Conflict(`“${role.name}” has everything and cannot be deleted.`);
    await requireGrantableRoles(tx, ctx, [input.roleId], "delete");
    const groups = await tx.execute<{ name: string }>(sql`
      select g.name from group_roles gr join groups g on g.id = gr.group_id
      where gr.organization_id = ${ctx.organization.id} and gr.role_id = ${input.roleId}
      order by g.search, g.id limit ${constant(MAX_NAMES)}`);
    await tx.execute(sql`delete from roles where ${here}`);
    await record(tx, causeOf(ctx), {
      action: "roles.delete",
      subject: { id: input.roleId, name: role.name },
      details: { groups: groups.map(({ name }) => name) },
    });
  },
);
