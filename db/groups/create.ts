import { sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Forbidden } from "@/db/errors";
import type { NewGroup } from "@/db/groups/input";
import { GROUP_TAKEN } from "@/db/groups/names";
import { can } from "@/db/request-context";
import { changeGroups } from "@/db/roles/change-groups";
import { rejectTaken } from "@/db/unique-violation";

/**
 * Makes a group of this organization, with roles if some are chosen, which takes roles.assign besides.
 * @returns its id
 * @throws Invalid at `name` when there is a group of this name; Forbidden for a role that allows more than the actor may
 * do here; NotFound for a role that is not of this organization
 */
export const createGroup = defineCommand<NewGroup, { id: string }>(
  { permission: "groups.create" },
  async ({ tx, ctx, input }) => {
    if (input.roleIds.length > 0 && !can(ctx, "roles.assign")) throw new Forbidden();
    const [group] = await rejectTaken(
      ...GROUP_TAKEN,
      tx.execute<{ id: string }>(sql`
        insert into groups (organization_id, name, description)
        values (${ctx.organization.id}, ${input.name}, ${input.description}) returning id`),
    );
    if (!group) throw new Error("An insert with returning answers with its row.");
    await record(tx, causeOf(ctx), {
      action: "groups.create",
      subject: { id: group.id, name: input.name },
    });
    await changeGroups(tx, ctx, {
      give: input.roleIds.map((roleId) => ({ roleId, groupId: group.id })),
      take: [],
    });
    return group;
  },
);
