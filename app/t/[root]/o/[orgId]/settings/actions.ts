"use server";

import { consoleForm } from "@/app/_server/action";
import { editSettings, restoreDefaults } from "@/db/settings/edit";
import { editLogo, removeLogo } from "@/db/settings/edit-logo";
import { logoInput, nothing, settingsInput } from "@/db/settings/input";

export const editSettingsAction = consoleForm(settingsInput, editSettings, ({ output }) => ({
  message: output ? "The settings are saved." : "Nothing was changed.",
}));

export const editLogoAction = consoleForm(logoInput, editLogo, () => ({ message: "The logo is saved." }));

export const removeLogoAction = consoleForm(nothing, removeLogo, () => ({ message: "The logo is removed." }));

export const restoreDefaultsAction = consoleForm(nothing, restoreDefaults, () => ({
  message: "The defaults are put back.",
}));
