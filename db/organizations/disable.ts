import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { organizationRights } from "@/db/access/rights-lock";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { OrganizationId } from "@/db/organizations/input";
import type { RequestContext } from "@/db/request-context";
import { organizations } from "@/db/schema";

/**
 * Disables a child organization. Signing in, switching, inviting and accepting stop immediately, in it and in everything
 * below it. No data is lost.
 * @throws NotFound if there is no such active child organization
 */
export const disableOrganization = defineCommand<OrganizationId, void>(
  {
    permission: "organizations.disable",
    revokes: async ({ ctx, input }) => {
      const [child] = await ctx.db
        .select({ id: organizations.id })
        .from(organizations)
        .where(isActiveChild(ctx, input));
      if (!child) throw new NotFound({ code: "no-such-active-child" });
      return [organizationRights(child.id)];
    },
  },
  async ({ tx, ctx, input }) => {
    const [disabled] = await tx
      .update(organizations)
      .set({ disabledAt: sql`now()` })
      .where(isActiveChild(ctx, input))
      .returning({ name: organizations.name });
    if (!disabled) throw new NotFound({ code: "no-such-active-child" });
    return await record(tx, causeOf(ctx), {
      action: "organizations.disable",
      subject: { id: input.organizationId, name: disabled.name },
    });
  },
);

function isActiveChild(
  { organization }: RequestContext,
  { organizationId }: OrganizationId,
): SQL | undefined {
  return and(
    eq(organizations.id, organizationId),
    eq(organizations.parentId, organization.id),
    isNull(organizations.disabledAt),
  );
}
