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
  ["WORKERS", "WORKER"],
])("%s is named as a misspelling of %s", (written, meant) => {
  expect(names({ [written]: "something" })).toContain(`${written} is set, but ${meant} isn't.`);
});

test.each([
  ["AUTH_SECRETT", "AUTH_SECRET"],
  ["DATABSE_URL", "DATABASE_URL"],
  ["WORKERS", "WORKER"],
  ["OTEL_EXPORTER_OTLP_HEADER", "OTEL_EXPORTER_OTLP_HEADERS"],
])("%s is named also beside %s", (written, meant) => {
  const sentence = `${written} isn't a setting of Usher, and looks like ${meant}, which is set too. Keep only ${meant}.`;
  expect(names({ [written]: "something", [meant]: "something" })).toBe(sentence);
});

test("a variable that begins with USHER_ and isn't a setting is reported", () => {
  expect(names({ USHER_COLOR: "1" })).toContain("USHER_COLOR isn't a setting of Usher.");
});

test("variables that Kubernetes sets for a service named usher aren't reported", () => {
  const address = "tcp://10.0.0.1:3000";
  const service = {
    USHER_SERVICE_HOST: "10.0.0.1",
    USHER_SERVICE_PORT: "3000",
    USHER_SERVICE_PORT_HTTP: "3000",
  };
  const links = { USHER_PORT: address, USHER_PORT_3000_TCP: address, USHER_PORT_3000_TCP_ADDR: "10.0.0.1" };
  expect(names({ ...service, ...links })).toBe("");
});

test("settings, other programs' variables and empty ones aren't reported", () => {
  const variables = {
    USHER_DEMO: "1",
    USHER_HOME: "x",
    USHER_COMMIT: "x",
    HTTP_URL: "x",
    LOGLEVEL: "x",
    HOSTS: "x",
    DATABASE_ULR: "",
  };
  expect(names(Object.fromEntries(SETTINGS.map((name) => [name, "x"])))).toBe("");
  expect(names(variables)).toBe("");
});
