import { defineCommand } from "@/db/command";
import { deleteLogo, recordChanges, writeSettings } from "@/db/settings/change";
import { DEFAULT_SETTINGS } from "@/lib/settings";

/** Puts back what an organization begins with: lifetime, sender's name, colour, no logo. Its name stays. @returns whether anything is different now */
export const restoreDefaults = defineCommand<object, boolean>(
  { permission: "settings.edit" },
  async ({ tx, ctx }) => {
    const changes = await writeSettings(tx, ctx, DEFAULT_SETTINGS);
    return recordChanges(tx, ctx, { ...changes, ...(await deleteLogo(tx, ctx)) });
  },
);
