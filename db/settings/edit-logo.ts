import { sql } from "drizzle-orm";
import { defineCommand } from "@/db/command";
import { WaitingLine } from "@/db/connection/waiting-line";
import { Invalid } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { organizationLogos } from "@/db/schema";
import { deleteLogo, recordChanges } from "@/db/settings/change";
import type { LogoInput } from "@/db/settings/input";
import { drawLogo, type Logo, UnusableImage } from "@/lib/draw-logo";

/** A large image takes 2 seconds and 150 MB, and one of the four threads of Node that passwords are hashed in, too. */
const drawing = new WaitingLine(1, 10);

/**
 * Makes an uploaded image the organization's logo.
 * @throws Invalid at `logo` for a file that isn't a usable image; Limited after too many; Unavailable while ten others wait to
 * be drawn
 */
export const editLogo = defineCommand<LogoInput, boolean, Logo>(
  {
    permission: "settings.edit",
    before: async ({ ctx, input }) => {
      await consume(ctx.db, "logos-drawn", ctx.organization.id); // drawing takes time, so each attempt counts
      return await drawUpload(input.logo);
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
    return await recordChanges(tx, ctx, { logo: written?.replaced ? ["set", "replaced"] : [null, "set"] });
  },
);

/** Removes the organization's logo. @returns whether there was one */
export const removeLogo = defineCommand<object, boolean>(
  { permission: "settings.edit" },
  async ({ tx, ctx }) => recordChanges(tx, ctx, await deleteLogo(tx, ctx)),
);

async function drawUpload(file: File): Promise<Logo> {
  try {
    const bytes = Buffer.from(await file.arrayBuffer());
    return await drawing.run(() => drawLogo(bytes));
  } catch (error) {
    if (error instanceof UnusableImage) throw new Invalid({ logo: { code: error.code } });
    throw error;
  }
}
