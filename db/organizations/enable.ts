import { sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { OrganizationId } from "@/db/organizations/input";

/**
 * Enables an organization directly below this one. What stopped goes on at once, in it and in all below it that is not
 * disabled itself.
 * @throws NotFound when there is no such disabled organization directly below
 */
export const enableOrganization = defineCommand<OrganizationId, void>(
  { permission: "organizations.disable" },
  async ({ tx, ctx, input }) => {
    const [enabled] = await tx.execute<{ name: string }>(sql`
      update organizations set disabled_at = null
      where id = ${input.organizationId} and parent_id = ${ctx.organization.id} and disabled_at is not null
      returning name`);
    if (!enabled) throw new NotFound("There is no such disabled organization directly below.");
    await record(tx, causeOf(ctx), {
      action: "organizations.enable",
      subject: { id: input.organizationId, name: enabled.name },
    });
  },
);
