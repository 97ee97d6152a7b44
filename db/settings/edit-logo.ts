import { sql } from "drizzle-orm";
import { organizationLogos } from "@/db/schema";
import { recordChanges } from "@/db/settings/change";
import { drawLogo } from "@/db/settings/draw-logo";
import type { LogoInput } from "@/db/settings/input";
import { verb } from "@/db/verb";

/**
 * Draws what was uploaded anew and makes it the organization's logo, in place of the one before.
 * @throws Invalid, in words, for what is no image that can be drawn
 */
export const editLogo = verb<LogoInput, void>("settings.edit", async ({ ctx, input }) => {
  const logo = await drawLogo(Buffer.from(await input.logo.arrayBuffer()));
  await ctx.db.transaction(async (tx) => {
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
  });
});
