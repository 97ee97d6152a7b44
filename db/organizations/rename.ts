import { z } from "zod";
import { causeOf, record, recordsNothing } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { RenamedOrganization } from "@/db/organizations/input";
import { rowsOf } from "@/db/rows";

/**
 * Renames a child organization. Records nothing if the name stays the same.
 * @throws NotFound if there is no such child organization
 */
export const renameOrganization = defineCommand<RenamedOrganization, void>(
  { permission: "organizations.rename" },
  async ({ tx, ctx, input }) => {
    const [before] = await rowsOf(tx, z.object({ name: z.string() }))`
      update organizations o
      set name = ${input.name}
      from (
        select id, name
        from organizations
        where id = ${input.organizationId} and parent_id = ${ctx.organization.id}
        for no key update
      ) as before
      where o.id = before.id
      returning before.name`;
    if (!before) throw new NotFound({ code: "no-such-child" });
    if (before.name === input.name) return recordsNothing("nothing changed");
    return await record(tx, causeOf(ctx), {
      action: "organizations.rename",
      subject: { id: input.organizationId, name: input.name },
      details: { changes: { name: [before.name, input.name] } },
    });
  },
);
