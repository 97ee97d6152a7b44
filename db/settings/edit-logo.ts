import { sql } from "drizzle-orm";
import { defineCommand } from "@/db/command";
import { consume } from "@/db/limits/limits";
import { organizationLogos } from "@/db/schema";
import { recordChanges } from "@/db/settings/change";
import { type DrawnLogo, drawLogo } from "@/db/settings/draw-logo";
import type { LogoInput } from "@/db/settings/input";

/**
 * Draws what was uploaded anew and makes it the organization's logo, in place of the one before.
 * @throws Invalid, in words, for what is no image that can be drawn; Limited after too many
 */
export const editLogo = defineCommand<LogoInput, void, DrawnLogo>(
  {
    permission: "settings.edit",
    before: async ({ ctx, input }) => {
      await consume(ctx.db, "logos-drawn", ctx.organization.id); // drawing takes time: each try counts
      return await drawLogo(Buffer.from(await input.logo.arrayBuffer()));
    },
  },
  async ({ tx, ctx, prepared: logo }) => {
    const [written] = await tx
      .insert(organizationLogos)
      .values({ organizationId: ctx.organization.id, ...logo })
      .onConflictDoUpdate({
        target: organizationLogos.organizationId,
        set: {
          ...logo,
          updatedAt: sql`greatest(now(), ${organizationLogos.updatedAt} + interval '1 millisecond')`,
        },
      })
      .returning({ replaced: sql<boolean>`xmax <> 0` });
    await recordChanges(tx, ctx, { logo: written?.replaced ? ["set", "replaced"] : [null, "set"] });
  },
);
