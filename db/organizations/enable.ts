import { and, eq, isNotNull } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { Conflict, NotFound } from "@/db/errors";
import { isBeingDeleted } from "@/db/organizations/delete";
import type { OrganizationId } from "@/db/organizations/input";
import { organizations } from "@/db/schema";

/**
 * Enables a disabled child organization. Everything works again immediately, in it and in everything below it that isn't
 * disabled itself.
 * @throws NotFound if there is no such disabled child organization; Conflict while it is being deleted
 */
export const enableOrganization = defineCommand<OrganizationId, void>(
  { permission: "organizations.disable" },
  async ({ tx, ctx, input }) => {
    const disabledChild = and(
      eq(organizations.id, input.organizationId),
      eq(organizations.parentId, ctx.organization.id),
      isNotNull(organizations.disabledAt),
    );
    // The lock makes a deletion wait that would start after the check below.
    const [organization] = await tx
      .select({ name: organizations.name })
      .from(organizations)
      .where(disabledChild)
      .for("no key update");
    if (!organization) throw new NotFound({ code: "no-such-disabled-child" });
    if (await isBeingDeleted(tx, input.organizationId)) {
      throw new Conflict({ code: "being-deleted", organization: organization.name });
    }
    await tx
      .update(organizations)
      .set({ disabledAt: null })
      .where(eq(organizations.id, input.organizationId));
    return await record(tx, causeOf(ctx), {
      action: "organizations.enable",
      subject: { id: input.organizationId, name: organization.name },
    });
  },
);
