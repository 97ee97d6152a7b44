"use server";

import { consoleForm } from "@/app/_server/action";
import { editSettings } from "@/db/settings/edit";
import { editLogo } from "@/db/settings/edit-logo";
import { logoInput, nothing, settingsInput } from "@/db/settings/input";
import { removeLogo } from "@/db/settings/remove-logo";
import { restoreDefaults } from "@/db/settings/restore-defaults";

export const editSettingsAction = consoleForm(settingsInput, editSettings, ({ output }) => ({
  message: output ? "The settings are saved." : "Nothing was changed.",
}));

export const editLogoAction = consoleForm(logoInput, editLogo, () => ({ message: "The logo is saved." }));

export const removeLogoAction = consoleForm(nothing, removeLogo, () => ({ message: "The logo is removed." }));

export const restoreDefaultsAction = consoleForm(nothing, restoreDefaults, () => ({
  message: "The defaults are put back.",
}));
