import { defineCommand } from "@/db/command";
import { deleteLogo, recordChanges } from "@/db/settings/change";

/** Removes the organization's logo. @returns whether there was one */
export const removeLogo = defineCommand<object, boolean>(
  { permission: "settings.edit" },
  async ({ tx, ctx }) => recordChanges(tx, ctx, await deleteLogo(tx, ctx)),
);
