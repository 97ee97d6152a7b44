import { expect, test } from "vitest";
import { SETTINGS } from "./env";
import { misspelledSettings } from "./misspelled-settings";

const names = (variables: Record<string, string>) => misspelledSettings(variables, SETTINGS).join("\n");

test.each([
  ["DATABASE_ULR", "DATABASE_URL"],
  ["DATABSE_URL", "DATABASE_URL"],
  ["SMPT_URL", "SMTP_URL"],
  ["BASEURL", "BASE_URL"],
  ["MAIL_FORM", "MAIL_FROM"],
  ["TRUSTED_PROXY", "TRUSTED_PROXIES"],
])("%s is named as a misspelling of %s", (written, meant) => {
  expect(names({ [written]: "something" })).toContain(`${written} is set, but ${meant} isn't.`);
});

test("a variable that begins with USHER_ and isn't a setting is reported", () => {
  expect(names({ USHER_DEMOS: "1" })).toContain("USHER_DEMOS isn't a setting of Usher.");
});

test("settings, other programs' variables and empty ones aren't reported", () => {
  const variables = {
    USHER_DEMO: "1",
    USHER_HOME: "x",
    HTTP_URL: "x",
    LOGLEVEL: "x",
    HOSTS: "x",
    DATABASE_ULR: "",
  };
  expect(names({ ...Object.fromEntries(SETTINGS.map((name) => [name, "x"])), BASEURL: "x" })).toBe("");
  expect(names(variables)).toBe("");
});
