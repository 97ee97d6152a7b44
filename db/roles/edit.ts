import { sql } from "drizzle-orm";
import { requireGrantablePermissions, requireGrantableRoles } from "@/db/access/require-grantable";
import { organizationRights } from "@/db/access/rights-lock";
import { causeOf, changesBetween, record, recordsNothing } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { rejectTaken } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { ROLE_TAKEN, type RoleEdit } from "@/db/roles/input";
import { changedValues } from "@/db/shown-values";
import { requireEditableRole } from "./require-editable";

/**
 * Changes the name, the description and the permissions of a role of this organization: adds `permissions`, and removes those
 * of `before` that aren't among them. Others stay as they are, and so do name and description if they are the same in
 * `shown`. Takes effect at the next request of everyone who has the role.
 * @throws NotFound if there is no such role; Conflict for Administrator; Invalid at `name` if the name is taken; Forbidden
 * for a permission to add or remove that the actor lacks, and for the name or description of a role that the actor can't grant
 */
export const editRole = defineCommand<RoleEdit, void>(
  {
    permission: "roles.edit",
    revokes: async ({ ctx, input }) => {
      if (removedBy(input).length === 0) return [];
      await requireEditableRole(ctx.db, ctx, { roleId: input.roleId, action: "edit" });
      return [organizationRights(ctx.organization.id)];
    },
  },
  async ({ tx, ctx, input }) => {
    const lock = sql`for no key update`;
    const role = await requireEditableRole(tx, ctx, { roleId: input.roleId, action: "edit", lock });
    const removed = removedBy(input).filter((permission) => role.permissions.includes(permission));
    const added = [...new Set(input.permissions)].filter(
      (permission) => !input.before.includes(permission) && !role.permissions.includes(permission),
    );
    const old = { name: role.name, description: role.description };
    const entered = { name: input.name, description: input.description ?? old.description };
    const { name, description } = { ...old, ...changedValues(entered, input.shown) };
    const changes = changesBetween(old, { name, description });
    if (!changes && added.length + removed.length === 0) return recordsNothing("nothing changed");
    if (changes) await requireGrantableRoles(tx, ctx, [input.roleId], "edit");
    await requireGrantablePermissions(tx, ctx, added);
    await requireGrantablePermissions(tx, ctx, removed, "take-away");
    if (added.length > 0) await lockGroupsOf(tx, ctx, input.roleId);
    const kept = role.permissions.filter((permission) => !removed.some((other) => other === permission));
    await rejectTaken(
      ...ROLE_TAKEN,
      tx.execute(sql`
        update roles
        set name = ${name}, description = ${description}, permissions = ${sql.param([...kept, ...added])}::text[]
        where id = ${input.roleId}`),
    );
    return await record(tx, causeOf(ctx), {
      action: "roles.edit",
      subject: { id: input.roleId, name },
      details: { ...(changes && { changes }), added, removed },
    });
  },
);

/** The permissions that the input removes. */
function removedBy({ before, permissions }: RoleEdit): RoleEdit["before"] {
  return before.filter((permission) => !permissions.includes(permission));
}

/** Makes this command wait for those that grant one of these groups, because they have checked its old permissions. */
async function lockGroupsOf(tx: Transaction, ctx: RequestContext, roleId: string): Promise<void> {
  await tx.execute(sql`
    select
    from groups
    where organization_id = ${ctx.organization.id}
      and id in (
        select group_id
        from group_roles
        where organization_id = ${ctx.organization.id} and role_id = ${roleId}
      )
    order by id
    for no key update`);
}
