import { sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import { isBeingDeleted } from "@/db/organizations/delete";
import type { OrganizationId } from "@/db/organizations/input";

/**
 * Enables an organization directly below this one. What stopped goes on at once, in it and in all below it that is not
 * disabled itself.
 * @throws NotFound when there is no such disabled organization directly below; Conflict while it is being deleted
 */
export const enableOrganization = defineCommand<OrganizationId, void>(
  { permission: "organizations.disable" },
  async ({ tx, ctx, input }) => {
    const [held] = await tx.execute<{ name: string }>(sql`
      select name from organizations
      where id = ${input.organizationId} and parent_id = ${ctx.organization.id} and disabled_at is not null
      for no key update`);
    if (!held) throw new NotFound("There is no such disabled organization directly below.");
    if (await isBeingDeleted(tx, input.organizationId)) {
      throw new Conflict(`${held.name} is being deleted. Cancel the deletion first.`);
    }
    await tx.execute(sql`update organizations set disabled_at = null where id = ${input.organizationId}`);
    await record(tx, causeOf(ctx), {
      action: "organizations.enable",
      subject: { id: input.organizationId, name: held.name },
    });
  },
);
