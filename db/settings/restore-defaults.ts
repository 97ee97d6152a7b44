import { defineCommand } from "@/db/command";
import { DEFAULTS } from "@/db/settings/bounds";
import { deleteLogo, recordChanges, writeSettings } from "@/db/settings/change";

/** Puts back what an organization begins with: lifetime, sender's name, colour, no logo. Its name stays. @returns whether anything is different now */
export const restoreDefaults = defineCommand<object, boolean>(
  { permission: "settings.edit" },
  async ({ tx, ctx }) => {
    const changes = await writeSettings(tx, ctx, DEFAULTS);
    return recordChanges(tx, ctx, { ...changes, ...(await deleteLogo(tx, ctx)) });
  },
);
