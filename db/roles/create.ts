import { sql } from "drizzle-orm";
import { requireGrantablePermissions } from "@/db/access/require-grantable";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import type { NewRole } from "@/db/roles/input";
import { ROLE_TAKEN } from "@/db/roles/names";
import { rejectTaken } from "@/db/unique-violation";

/**
 * Makes a role of this organization. No group has it yet.
 * @returns its id
 * @throws Invalid at `name` when there is a role of this name; Forbidden for a permission that the actor lacks here
 */
export const createRole = defineCommand<NewRole, { id: string }>(
  { permission: "roles.create" },
  async ({ tx, ctx, input }) => {
    const permissions = [...new Set(input.permissions)];
    await requireGrantablePermissions(tx, ctx, permissions);
    const [role] = await rejectTaken(
      ...ROLE_TAKEN,
      tx.execute<{ id: string }>(sql`
        insert into roles (organization_id, name, permissions)
        values (${ctx.organization.id}, ${input.name}, ${sql.param(permissions)}::text[]) returning id`),
    );
    if (!role) throw new Error("An insert with returning answers with its row.");
    await record(tx, causeOf(ctx), {
      action: "roles.create",
      subject: { id: role.id, name: input.name },
      details: { added: permissions },
    });
    return role;
  },
);
