import { randomUUID } from "node:crypto";
import type { ActionCases } from "./case";
import { form } from "./form";
import { needs } from "./needs";
import { scopeOf, settingsOf } from "./paths";

export const SETTINGS: ActionCases = {
  editSettingsAction: {
    page: settingsOf,
    args: (ids) => [scopeOf(ids), null, form(newSettings())],
    answer: (asked) => needs("settings.edit", asked),
  },
  editLogoAction: {
    page: settingsOf,
    args: (ids) => [scopeOf(ids), null, form({ logo: new File([PIXEL], "logo.png") })],
    answer: (asked) => needs("settings.edit", asked),
  },
  removeLogoAction: {
    page: settingsOf,
    args: (ids) => [scopeOf(ids), null, form({})],
    answer: (asked) => needs("settings.edit", asked),
  },
  restoreDefaultsAction: {
    page: settingsOf,
    args: (ids) => [scopeOf(ids), null, form({})],
    answer: (asked) => needs("settings.edit", asked),
  },
};

/** All but the name, which others go by. */
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
    shown,
  };
}

/** The smallest PNG there is. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
  "base64",
);
