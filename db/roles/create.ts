import { requireGrantablePermissions } from "@/db/access/require-grantable";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { rejectTaken } from "@/db/errors";
import { requireRoom } from "@/db/organizations/require-room";
import { type NewRole, ROLE_TAKEN } from "@/db/roles/input";
import { roles } from "@/db/schema";

/**
 * Creates a role of this organization. No group has it yet.
 * @returns its id
 * @throws Invalid at `name` if the name is taken; Forbidden for a permission that the actor lacks; Conflict if the
 * organization has 500 roles
 */
export const createRole = defineCommand<NewRole, { id: string }>(
  { permission: "roles.create" },
  async ({ tx, ctx, input }) => {
    const { name, description = "" } = input;
    const permissions = [...new Set(input.permissions)];
    await requireGrantablePermissions(tx, ctx, permissions);
    await requireRoom(tx, ctx, "roles");
    const [role] = await rejectTaken(
      ...ROLE_TAKEN,
      tx
        .insert(roles)
        .values({ organizationId: ctx.organization.id, name, description, permissions })
        .returning({ id: roles.id })
        .execute(),
    );
    if (!role) throw new Error("The insert returns one row.");
    const recorded = await record(tx, causeOf(ctx), {
      action: "roles.create",
      subject: { id: role.id, name },
      details: { added: permissions },
    });
    return recorded.returning(role);
  },
);
