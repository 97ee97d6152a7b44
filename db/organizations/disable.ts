import { and, eq, isNull, sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { OrganizationId } from "@/db/organizations/input";
import { organizations } from "@/db/schema";

/**
 * Disables a child organization. Signing in, switching, inviting and accepting stop immediately, in it and in everything
 * below it. No data is lost.
 * @throws NotFound if there is no such active child organization
 */
export const disableOrganization = defineCommand<OrganizationId, void>(
  { permission: "organizations.disable", revokes: ({ ctx }) => [ctx.organization.id] },
  async ({ tx, ctx, input }) => {
    const activeChild = and(
      eq(organizations.id, input.organizationId),
      eq(organizations.parentId, ctx.organization.id),
      isNull(organizations.disabledAt),
    );
    const [disabled] = await tx
      .update(organizations)
      .set({ disabledAt: sql`now()` })
      .where(activeChild)
      .returning({ name: organizations.name });
    if (!disabled) throw new NotFound("There is no such active organization directly below.");
    await record(tx, causeOf(ctx), {
      action: "organizations.disable",
      subject: { id: input.organizationId, name: disabled.name },
    });
  },
);
