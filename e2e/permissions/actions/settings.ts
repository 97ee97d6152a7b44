import { randomUUID } from "node:crypto";
import { formData } from "@/e2e/fixtures/server-actions";
import { type ActionCases, resultFor } from "./case";
import { scopeOf, settingsPath } from "./paths";

export const SETTINGS: ActionCases = {
  editSettingsAction: {
    page: settingsPath,
    args: (ids) => [scopeOf(ids), null, formData(newSettings())],
    expected: (request) => resultFor("settings.edit", request),
  },
  editLogoAction: {
    page: settingsPath,
    args: (ids) => [scopeOf(ids), null, formData({ logo: new File([PIXEL], "logo.png") })],
    expected: (request) => resultFor("settings.edit", request),
  },
  removeLogoAction: {
    page: settingsPath,
    args: (ids) => [scopeOf(ids), null, formData({})],
    expected: (request) => resultFor("settings.edit", request),
  },
  sendTestEmailAction: {
    page: settingsPath,
    args: (ids) => [scopeOf(ids), null, formData({})],
    expected: (request) => resultFor("settings.edit", request),
  },
  restoreDefaultsAction: {
    page: settingsPath,
    args: (ids) => [scopeOf(ids), null, formData({})],
    expected: (request) => resultFor("settings.edit", request),
  },
};

/** Keeps the name, because other tests use it. */
function newSettings() {
  const shown = JSON.stringify({ name: "Its name" });
  return {
    name: "Its name",
    lifetime: "5",
    lifetimeUnit: "days",
    sessionIdle: "12",
    sessionIdleUnit: "hours",
    senderName: randomUUID(),
    color: "#1a56db",
    defaultLanguage: "en",
    timeZone: "Asia/Tokyo",
    shown,
  };
}

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
  "base64",
);
