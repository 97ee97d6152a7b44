import sharp from "sharp";
import { editSettings, restoreDefaults } from "@/db/settings/edit";
import { editLogo, removeLogo } from "@/db/settings/edit-logo";
import { settingsInput } from "@/db/settings/input";
import { alex } from "./acting";
import type { AuditCases } from "./case";

const DAY_LONG = settingsInput.parse({
  ...{
    name: "Acme Travel",
    lifetime: "24",
    lifetimeUnit: "hours",
    sessionIdle: "12",
    sessionIdleUnit: "hours",
    senderName: "",
    color: "",
  },
  shown: JSON.stringify({ name: "Acme Travel", lifetimeHours: 72, senderName: null, color: null }),
});

export const SETTINGS_AUDIT_CASES: AuditCases = {
  editSettings: {
    action: "settings.edit",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      return () => editSettings({ ctx, input: DAY_LONG });
    },
  },
  restoreDefaults: {
    action: "settings.edit",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      await editSettings({ ctx, input: DAY_LONG });
      return () => restoreDefaults({ ctx, input: {} });
    },
  },
  editLogo: {
    action: "settings.edit",
    arrange: async (scenario) => {
      const [ctx, logo] = [await alex(scenario), await picture()];
      return () => editLogo({ ctx, input: { logo } });
    },
  },
  removeLogo: {
    action: "settings.edit",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      await editLogo({ ctx, input: { logo: await picture() } });
      return () => removeLogo({ ctx, input: {} });
    },
  },
};

async function picture(): Promise<File> {
  const drawn = sharp({ create: { width: 40, height: 20, channels: 3, background: "#0f766e" } });
  return new File([new Uint8Array(await drawn.png().toBuffer())], "logo.png");
}
