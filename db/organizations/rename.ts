import { sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { RenamedOrganization } from "@/db/organizations/input";

/**
 * Renames a child organization. Records nothing if the name stays the same.
 * @throws NotFound if there is no such child organization
 */
export const renameOrganization = defineCommand<RenamedOrganization, void>(
  { permission: "organizations.rename" },
  async ({ tx, ctx, input }) => {
    const [before] = await tx.execute<{ name: string }>(sql`
      update organizations o
      set name = ${input.name}
      from (
        select id, name
        from organizations
        where id = ${input.organizationId} and parent_id = ${ctx.organization.id}
        for no key update
      ) as before
      where o.id = before.id
      returning before.name`);
    if (!before) throw new NotFound("There is no such organization directly below.");
    if (before.name === input.name) return;
    await record(tx, causeOf(ctx), {
      action: "organizations.rename",
      subject: { id: input.organizationId, name: input.name },
      details: { changes: { name: [before.name, input.name] } },
    });
  },
);
