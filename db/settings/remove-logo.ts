import { deleteLogo, recordChanges } from "@/db/settings/change";
import { verb } from "@/db/verb";

/** Removes the organization's logo. @returns whether there was one */
export const removeLogo = verb<object, boolean>("settings.edit", ({ ctx }) =>
  ctx.db.transaction(async (tx) => recordChanges(tx, ctx, await deleteLogo(tx, ctx))),
);
