import { sql } from "drizzle-orm";
import { changesBetween } from "@/db/audit/changes";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { GroupEdit } from "@/db/groups/input";
import { GROUP_TAKEN } from "@/db/groups/names";
import { rejectTaken } from "@/db/unique-violation";

type Named = { name: string; description: string };

/**
 * Renames and describes a group of this organization.
 * @throws NotFound when there is no such group here; Invalid at `name` when there is another of this name
 */
export const editGroup = defineCommand<GroupEdit, void>(
  { permission: "groups.edit" },
  async ({ tx, ctx, input }) => {
    const here = sql`organization_id = ${ctx.organization.id} and id = ${input.groupId}`;
    const [before] = await tx.execute<Named>(sql`
      select name, description from groups where ${here} for no key update`);
    if (!before) throw new NotFound("There is no such group here.");
    const changes = changesBetween(before, { name: input.name, description: input.description });
    if (!changes) return;
    await rejectTaken(
      ...GROUP_TAKEN,
      tx.execute(sql`
        update groups set name = ${input.name}, description = ${input.description} where ${here}`),
    );
    await record(tx, causeOf(ctx), {
      action: "groups.edit",
      subject: { id: input.groupId, name: input.name },
      details: { changes },
    });
  },
);
