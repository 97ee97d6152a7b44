import sharp from "sharp";
import { editSettings } from "@/db/settings/edit";
import { editLogo } from "@/db/settings/edit-logo";
import { getSettings } from "@/db/settings/get";
import { settingsInput } from "@/db/settings/input";
import type { Scenario } from "./scenario";

/** The settings form of Acme Travel, as it is sent without changes. */
export const SETTINGS_FORM = {
  name: "Acme Travel",
  lifetime: "72",
  lifetimeUnit: "hours",
  sessionIdle: "12",
  sessionIdleUnit: "hours",
  senderName: "",
  color: "",
  defaultLanguage: "en",
  timeZone: "UTC",
  shown: JSON.stringify({
    name: "Acme Travel",
    lifetimeHours: 72,
    senderName: null,
    color: null,
    defaultLanguage: "en",
    timeZone: "UTC",
  }),
};
export type SettingsForm = Partial<typeof SETTINGS_FORM>;

/** Changes settings of Acme Travel. */
export const editSettingsOf = async (scenario: Scenario, form: SettingsForm, by: "alex" | "ada" = "alex") =>
  editSettings({
    ctx: await scenario.contextOf(by, "acme"),
    input: settingsInput.parse({ ...SETTINGS_FORM, ...form }),
  });

export const settingsOf = async (scenario: Scenario) =>
  getSettings({ ctx: await scenario.contextOf("alex", "acme") });

export const createLogo = async (background = "#0f766e") =>
  new File(
    [
      new Uint8Array(
        await sharp({ create: { width: 40, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    ],
    "logo.png",
  );

/** Sets the logo of Acme Travel. */
export const uploadLogo = async (scenario: Scenario, background?: string) =>
  editLogo({ ctx: await scenario.contextOf("alex", "acme"), input: { logo: await createLogo(background) } });
