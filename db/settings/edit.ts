import { defineCommand } from "@/db/command";
import { recordChanges, without, writeSettings } from "@/db/settings/change";
import type { SettingsInput } from "@/db/settings/input";
import { HOURS_PER_UNIT } from "@/lib/durations";

/**
 * Changes what was changed in the form: a field that still holds what the form showed stays as it is now. So two who
 * edit different fields at once both get theirs, and of two who edit the same one the last wins. A new lifetime holds
 * for invitations made from now on, a new idle timeout at once.
 * @returns whether anything is different now
 */
export const editSettings = defineCommand<SettingsInput, boolean>(
  { permission: "settings.edit" },
  async ({ tx, ctx, input }) => {
    const { name, senderName, color, shown } = input;
    const lifetimeHours = input.lifetime * HOURS_PER_UNIT[input.lifetimeUnit];
    const sessionIdleHours = input.sessionIdle * HOURS_PER_UNIT[input.sessionIdleUnit];
    const wanted = without({ name, lifetimeHours, sessionIdleHours, senderName, color }, shown);
    return recordChanges(tx, ctx, await writeSettings(tx, ctx, wanted));
  },
);
