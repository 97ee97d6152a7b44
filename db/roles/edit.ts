import { sql } from "drizzle-orm";
import { requireGrantablePermissions } from "@/db/access/require-grantable";
import { changesBetween } from "@/db/audit/changes";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { ROLE_TAKEN, type RoleEdit } from "@/db/roles/input";
import { rejectTaken } from "@/db/unique-violation";

/**
 * Changes the name and the permissions of a role of this organization: adds `permissions`, and removes those of `before`
 * that aren't among them. Others stay as they are. Takes effect at the next request of everyone who has the role.
 * @throws NotFound if there is no such role; Conflict for Administrator; Invalid at `name` if the name is taken; Forbidden
 * for a permission to add or remove that the actor lacks
 */
export const editRole = defineCommand<RoleEdit, void>(
  {
    permission: "roles.edit",
    revokes: ({ ctx, input }) => (removedBy(input).length > 0 ? [ctx.organization.id] : []),
  },
  async ({ tx, ctx, input }) => {
    const role = await lockRole(tx, ctx, input.roleId);
    const removed = removedBy(input).filter((permission) => role.permissions.includes(permission));
    const added = [...new Set(input.permissions)].filter(
      (permission) => !input.before.includes(permission) && !role.permissions.includes(permission),
    );
    const changes = changesBetween({ name: role.name }, { name: input.name });
    if (!changes && added.length + removed.length === 0) return;
    await requireGrantablePermissions(tx, ctx, added);
    await requireGrantablePermissions(tx, ctx, removed, "take away");
    if (added.length > 0) await lockGroupsOf(tx, ctx, input.roleId);
    const kept = role.permissions.filter((permission) => !removed.some((other) => other === permission));
    await rejectTaken(
      ...ROLE_TAKEN,
      tx.execute(sql`
        update roles set name = ${input.name}, permissions = ${sql.param([...kept, ...added])}::text[]
        where id = ${input.roleId}`),
    );
    await record(tx, causeOf(ctx), {
      action: "roles.edit",
      subject: { id: input.roleId, name: input.name },
      details: { ...(changes && { changes }), added, removed },
    });
  },
);

/** The permissions that the input removes. */
function removedBy({ before, permissions }: RoleEdit): RoleEdit["before"] {
  return before.filter((permission) => !permissions.includes(permission));
}

async function lockRole(tx: Transaction, ctx: RequestContext, roleId: string) {
  const [role] = await tx.execute<{ name: string; permissions: string[]; isAdministrator: boolean }>(sql`
    select name, permissions, is_administrator as "isAdministrator" from roles
    where organization_id = ${ctx.organization.id} and id = ${roleId} for no key update`);
  if (!role) throw new NotFound("There is no such role here.");
  if (role.isAdministrator) throw new Conflict(`“${role.name}” has everything and cannot be changed.`);
  return role;
}

/** Makes commands that grant one of these groups wait, because they have checked its old permissions. */
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
