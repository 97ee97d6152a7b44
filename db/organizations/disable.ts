import { sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { OrganizationId } from "@/db/organizations/input";

/**
 * Disables an organization directly below this one. Sign-in, switching, inviting and accepting stop in it and in all
 * below it at once; nothing is lost.
 * @throws NotFound when there is no such active organization directly below
 */
export const disableOrganization = defineCommand<OrganizationId, void>(
  { permission: "organizations.disable", revokes: ({ ctx }) => [ctx.organization.id] },
  async ({ tx, ctx, input }) => {
    const [disabled] = await tx.execute<{ name: string }>(sql`
        update organizations set disabled_at = now()
        where id = ${input.organizationId} and parent_id = ${ctx.organization.id} and disabled_at is null
        returning name`);
    if (!disabled) throw new NotFound("There is no such active organization directly below.");
    await record(tx, causeOf(ctx), {
      action: "organizations.disable",
      subject: { id: input.organizationId, name: disabled.name },
    });
  },
);
