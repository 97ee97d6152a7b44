import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Device } from "@/db/sessions/device";
import { deviceCookie, readDevice } from "./device";

const SECRET = "a secret of the tests, long enough for them";
const NOW = Date.UTC(2026, 10, 29);
const deviceOf = (userId: string): Device => ({ id: randomUUID(), userId, passwordMark: "0123456789abcdef" });
const DAY = 24 * 60 * 60 * 1000;

test("the cookie of a known browser names the account for 180 days", () => {
  const device = deviceOf(randomUUID());
  const cookie = deviceCookie(device, NOW, SECRET);
  expect(readDevice(cookie, NOW + 179 * DAY, SECRET)).toEqual(device);
  expect(readDevice(cookie, NOW + 181 * DAY, SECRET)).toBeNull();
});

test("a cookie that this app didn't sign, or that was changed, is ignored", () => {
  const [mine, other] = [randomUUID(), randomUUID()];
  const cookie = deviceCookie(deviceOf(mine), NOW, SECRET);
  const parts = cookie.split(".");
  const forged = [
    deviceCookie(deviceOf(mine), NOW, `${SECRET}.`),
    cookie.replace(mine, other),
    parts.with(2, "fedcba9876543210").join("."),
    parts.with(3, "9999999999").join("."),
    parts.slice(0, 4).join("."),
    cookie.slice(0, -1),
    "",
    ".".repeat(100_000),
  ];
  for (const value of forged) expect(readDevice(value, NOW, SECRET)).toBeNull();
});
