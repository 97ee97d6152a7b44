import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { deviceCookie, readDevice } from "./device";

const SECRET = "a secret of the tests, long enough for them";
const NOW = Date.UTC(2026, 10, 29);
const DAY = 24 * 60 * 60 * 1000;

test("a device's cookie names the account for half a year", () => {
  const userId = randomUUID();
  const cookie = deviceCookie(userId, NOW, SECRET);
  expect(readDevice(cookie, NOW + 179 * DAY, SECRET)).toEqual({ userId, id: expect.any(String) });
  expect(readDevice(cookie, NOW + 181 * DAY, SECRET)).toBeNull();
});

test("each browser has a limit of its own", () => {
  const userId = randomUUID();
  const [one, two] = [deviceCookie(userId, NOW, SECRET), deviceCookie(userId, NOW, SECRET)];
  expect(readDevice(one, NOW, SECRET)?.id).not.toBe(readDevice(two, NOW, SECRET)?.id);
});

test("a cookie that this app has not signed, or that was altered, is none", () => {
  const [mine, other] = [randomUUID(), randomUUID()];
  const cookie = deviceCookie(mine, NOW, SECRET);
  const parts = cookie.split(".");
  const forged = [
    deviceCookie(mine, NOW, `${SECRET}.`),
    cookie.replace(mine, other),
    [...parts.slice(0, 2), "9999999999", parts[3]].join("."),
    parts.slice(0, 3).join("."),
    cookie.slice(0, -1),
    "",
    ".".repeat(100_000),
  ];
  for (const value of forged) expect(readDevice(value, NOW, SECRET)).toBeNull();
});
