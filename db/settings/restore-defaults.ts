import { DEFAULTS } from "@/db/settings/bounds";
import { deleteLogo, recordChanges, writeSettings } from "@/db/settings/change";
import { verb } from "@/db/verb";

/** Puts back what an organization begins with: lifetime, sender's name, colour, no logo. Its name stays. @returns whether anything is different now */
export const restoreDefaults = verb<object, boolean>("settings.edit", ({ ctx }) =>
  ctx.db.transaction(async (tx) => {
    const changes = await writeSettings(tx, ctx, DEFAULTS);
    return recordChanges(tx, ctx, { ...changes, ...(await deleteLogo(tx, ctx)) });
  }),
);
