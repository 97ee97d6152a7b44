import sharp from "sharp";
import { beginTestEmail } from "@/db/settings/begin-test-email";
import { editSettings, restoreDefaults } from "@/db/settings/edit";
import { editLogo, removeLogo } from "@/db/settings/edit-logo";
import { settingsInput } from "@/db/settings/input";
import { alex } from "./acting";
import type { AuditCases } from "./case";

const SETTINGS = settingsInput.parse({
  name: "Acme Travel",
  lifetime: "24",
  lifetimeUnit: "hours",
  sessionIdle: "12",
  sessionIdleUnit: "hours",
  senderName: "",
  color: "",
  defaultLanguage: "en",
  timeZone: "UTC",
  shown: JSON.stringify({ name: "Acme Travel", lifetimeHours: 72, senderName: null, color: null }),
});

export const SETTINGS_AUDIT_CASES: AuditCases = {
  editSettings: {
    command: editSettings,
    action: "settings.edit",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      return () => editSettings({ ctx, input: SETTINGS });
    },
  },
  restoreDefaults: {
    command: restoreDefaults,
    action: "settings.edit",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      await editSettings({ ctx, input: SETTINGS });
      return () => restoreDefaults({ ctx, input: {} });
    },
  },
  editLogo: {
    command: editLogo,
    action: "settings.edit",
    arrange: async (scenario) => {
      const [ctx, logo] = [await alex(scenario), await createLogo()];
      return () => editLogo({ ctx, input: { logo } });
    },
  },
  beginTestEmail: {
    command: beginTestEmail,
    action: "settings.test",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      return () => beginTestEmail({ ctx, input: {} });
    },
  },
  removeLogo: {
    command: removeLogo,
    action: "settings.edit",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      await editLogo({ ctx, input: { logo: await createLogo() } });
      return () => removeLogo({ ctx, input: {} });
    },
  },
};

async function createLogo(): Promise<File> {
  const image = sharp({ create: { width: 40, height: 20, channels: 3, background: "#0f766e" } });
  return new File([new Uint8Array(await image.png().toBuffer())], "logo.png");
}
