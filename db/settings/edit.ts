import { defineCommand } from "@/db/command";
import { deleteLogo, recordChanges, writeSettings } from "@/db/settings/change";
import type { SettingsInput } from "@/db/settings/input";
import { changedValues } from "@/db/shown-values";
import { HOURS_PER_UNIT } from "@/lib/durations";
import { DEFAULT_SETTINGS } from "@/lib/settings";

/**
 * Changes the fields that differ from the values shown in the form, so that two users who edit different fields at the same
 * time don't undo each other's changes. A new lifetime applies to invitations sent from now on, a new idle timeout
 * immediately.
 * @returns whether anything changed
 */
export const editSettings = defineCommand<SettingsInput, boolean>(
  { permission: "settings.edit" },
  async ({ tx, ctx, input }) => {
    const { name, senderName, color, defaultLanguage, timeZone, shown } = input;
    const lifetimeHours = input.lifetime * HOURS_PER_UNIT[input.lifetimeUnit];
    const sessionIdleHours = input.sessionIdle * HOURS_PER_UNIT[input.sessionIdleUnit];
    const wanted = changedValues(
      { name, lifetimeHours, sessionIdleHours, senderName, color, defaultLanguage, timeZone },
      shown,
    );
    return recordChanges(tx, ctx, await writeSettings(tx, ctx, wanted));
  },
);

/** Restores the default of every setting but the name, and removes the logo. @returns whether anything changed */
export const restoreDefaults = defineCommand<object, boolean>(
  { permission: "settings.edit" },
  async ({ tx, ctx }) => {
    const changes = await writeSettings(tx, ctx, DEFAULT_SETTINGS);
    return recordChanges(tx, ctx, { ...changes, ...(await deleteLogo(tx, ctx)) });
  },
);
