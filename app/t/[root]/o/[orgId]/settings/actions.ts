"use server";

import { consoleForm } from "@/app/_server/action";
import { sendTestEmail } from "@/app/_server/send-test-email";
import { editSettings, restoreDefaults } from "@/db/settings/edit";
import { editLogo, removeLogo } from "@/db/settings/edit-logo";
import { logoInput, nothing, settingsInput } from "@/db/settings/input";

export const editSettingsAction = consoleForm(settingsInput, editSettings, ({ t, output }) => ({
  message: t(output ? "settings.saved" : "settings.unchanged"),
}));

export const editLogoAction = consoleForm(logoInput, editLogo, ({ t }) => ({
  message: t("settings.logo.saved"),
}));

export const removeLogoAction = consoleForm(nothing, removeLogo, ({ t }) => ({
  message: t("settings.logo.removed"),
}));

export const restoreDefaultsAction = consoleForm(nothing, restoreDefaults, ({ t }) => ({
  message: t("settings.defaults.restored"),
}));

export const sendTestEmailAction = consoleForm(nothing, sendTestEmail, ({ t, output }) => ({
  message: t("settings.testEmail.sent", { email: output }),
}));
