import { sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { NotFound } from "@/db/errors";
import type { OrganizationId } from "@/db/organizations/input";
import { verb } from "@/db/verb";

/**
 * Disables an organization directly below this one. Sign-in, switching, inviting and accepting stop in it and in all
 * below it at once; nothing is lost.
 * @throws NotFound when there is no such active organization directly below
 */
export const disableOrganization = verb<OrganizationId, void>("organizations.disable", ({ ctx, input }) =>
  ctx.db.transaction(async (tx) => {
    const [disabled] = await tx.execute<{ name: string }>(sql`
        update organizations set disabled_at = now()
        where id = ${input.organizationId} and parent_id = ${ctx.organization.id} and disabled_at is null
        returning name`);
    if (!disabled) throw new NotFound("There is no such active organization directly below.");
    await record(tx, causeOf(ctx), {
      action: "organizations.disable",
      subject: { id: input.organizationId, name: disabled.name },
    });
  }),
);
