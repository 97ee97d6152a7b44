import { sql } from "drizzle-orm";
import { z } from "zod";
import { requireGrantableRoles } from "@/db/access/require-grantable";
import { organizationRights } from "@/db/access/rights-lock";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { constant } from "@/db/lists/keyset";
import { rowsOf } from "@/db/rows";
import { requireEditableRole } from "./require-editable";

const MAX_NAMES = 100;

/**
 * Deletes a role of this organization. Its groups lose its permissions. The audit event names the first 100 of them.
 * @throws NotFound if there is no such role; Conflict for Administrator; Forbidden if the actor can't grant it
 */
export const deleteRole = defineCommand<{ roleId: string }, void>(
  {
    permission: "roles.delete",
    revokes: async ({ ctx, input }) => {
      await requireEditableRole(ctx.db, ctx, { roleId: input.roleId, action: "delete" });
      return [organizationRights(ctx.organization.id)];
    },
  },
  async ({ tx, ctx, input }) => {
    const { roleId } = input;
    // Nobody else changes the role now, because the rights of the whole organization are locked.
    const role = await requireEditableRole(tx, ctx, { roleId, action: "delete" });
    await requireGrantableRoles(tx, ctx, [roleId], "delete");
    const groups = await rowsOf(tx, z.object({ name: z.string() }))`
      select g.name from group_roles gr join groups g on g.id = gr.group_id
      where gr.organization_id = ${ctx.organization.id} and gr.role_id = ${roleId}
      order by g.search, g.id limit ${constant(MAX_NAMES)}`;
    await tx.execute(
      sql`delete from roles where organization_id = ${ctx.organization.id} and id = ${roleId}`,
    );
    return await record(tx, causeOf(ctx), {
      action: "roles.delete",
      subject: { id: roleId, name: role.name },
      details: { groups: groups.map(({ name }) => name) },
    });
  },
);
