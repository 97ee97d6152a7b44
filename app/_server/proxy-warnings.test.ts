import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { beforeEach, expect, test } from "vitest";
import { checkForwardedFor, checkReplacedHost } from "./proxy-warnings";
import { operatorWarnings } from "./warnings";

const BASE = "https://usher.example.com";

beforeEach(() => {
  globalThis.usherWarnings = undefined;
});

test("a form of our own whose Host a proxy replaced is reported once, with the header to set", () => {
  expect(checkReplacedHost(BASE, "app:3000", BASE)).toBe(true);
  expect(checkReplacedHost(BASE, "app:3001", BASE)).toBe(true);
  expect(operatorWarnings()).toEqual([expect.stringContaining("proxy_set_header Host $http_host")]);
});

test("a form from another site gives no warning", () => {
  expect(checkReplacedHost("https://evil.example", "app:3000", BASE)).toBe(false);
  expect(checkReplacedHost(BASE, "usher.example.com", BASE)).toBe(false);
  expect(checkReplacedHost(null, "app:3000", BASE)).toBe(false);
  expect(operatorWarnings()).toEqual([]);
});

test("X-Forwarded-For without TRUSTED_PROXIES is reported once, with the variable to set", () => {
  checkForwardedFor(request("GET", { "x-forwarded-for": "192.0.2.1" }), 0);
  checkForwardedFor(request("GET", { "x-forwarded-for": "192.0.2.2" }), 0);
  expect(operatorWarnings()).toEqual([expect.stringContaining("set TRUSTED_PROXIES")]);
});

test("a form without X-Forwarded-For is reported where TRUSTED_PROXIES expects one, a health check isn't", () => {
  checkForwardedFor(request("GET", {}), 1);
  expect(operatorWarnings()).toEqual([]);
  checkForwardedFor(request("POST", {}), 1);
  expect(operatorWarnings()).toEqual([expect.stringContaining("X-Forwarded-For $proxy_add_x_forwarded_for")]);
});

test("a correctly configured proxy gives no warning", () => {
  checkForwardedFor(request("POST", { "x-forwarded-for": "192.0.2.1" }), 1);
  checkForwardedFor(request("POST", {}), 0);
  expect(operatorWarnings()).toEqual([]);
});

function request(method: string, headers: Record<string, string>): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { method, headers });
}
