import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { beforeEach, expect, test, vi } from "vitest";
import { log } from "./log";
import { checkEncryption, checkForwardedFor, checkOtherAddress, checkReplacedHost } from "./proxy-warnings";
import { operatorWarnings } from "./warnings";

const BASE = "https://usher.example.com";

beforeEach(() => {
  globalThis.usherWarnings = undefined;
});

test("a form of our own whose Host a proxy replaced is reported once, with the header to set", () => {
  checkReplacedHost(from(BASE), "app:3000", BASE);
  checkReplacedHost(from(BASE, "same-origin"), "app:3001", BASE);
  expect(operatorWarnings()).toEqual([
    expect.stringMatching(/^A form from https:\/\/usher.example.com was .*proxy_set_header Host \$http_host/),
  ]);
});

test.each([
  ["https://people.example.com", "same-origin"],
  ["http://people.example.com", null], // browsers say nothing about it over HTTP
])("a replaced Host with a wrong BASE_URL is reported once, with both to fix: %s, %s", (origin, site) => {
  checkReplacedHost(from(origin, site), "app:3000", BASE);
  checkReplacedHost(from(origin, site), "app:3000", BASE);
  expect(operatorWarnings()).toHaveLength(1);
  expect(operatorWarnings()[0]).toContain(`it arrived with the Host app:3000, and BASE_URL is ${BASE}.`);
  expect(operatorWarnings()[0]).toContain(`set BASE_URL to it. Let the proxy pass on the Host`);
});

test("a form from another site gives no warning", () => {
  for (const site of ["cross-site", "same-site", "none"])
    checkReplacedHost(from("https://evil.example", site), "app:3000", BASE);
  checkReplacedHost(from(BASE, "cross-site"), "usher.example.com", BASE);
  checkReplacedHost(new Headers({ "sec-fetch-site": "cross-site" }), "app:3000", BASE);
  checkReplacedHost(from("null", "cross-site"), "app:3000", BASE);
  expect(operatorWarnings()).toEqual([]);
});

test.each([
  ["missing", new Headers()],
  ["missing", new Headers({ "sec-fetch-site": "same-origin" })],
  ["null", new Headers({ origin: "null" })],
])("a form whose Origin is %s is reported with the headers to pass on: %o", (shown, headers) => {
  checkReplacedHost(headers, "usher.example.com", BASE);
  expect(operatorWarnings()).toEqual([
    expect.stringMatching(`^A form was refused because its Origin was ${shown}, .* pass on both headers`),
  ]);
});

test("the warning about a wrong X-Forwarded-Host says that it overrides a correct Host", () => {
  const headers = from(BASE);
  headers.set("host", "usher.example.com");
  headers.set("x-forwarded-host", "app:3000");
  checkReplacedHost(headers, "app:3000", BASE);
  expect(operatorWarnings()).toEqual([
    expect.stringMatching(/replaced the X-Forwarded-Host header\. X-Forwarded-Host counts before Host: /),
  ]);
});

test("an X-Forwarded-Host that only repeats the Host isn't blamed", () => {
  const headers = from(BASE);
  headers.set("host", "app:3000");
  headers.set("x-forwarded-host", "app:3000");
  checkReplacedHost(headers, "app:3000", BASE);
  expect(operatorWarnings()).toEqual([
    expect.stringContaining("replaced the Host header. Let the proxy pass on"),
  ]);
});

test("X-Forwarded-For without TRUSTED_PROXIES is reported once, with the variable to set", () => {
  checkForwardedFor(request("GET", { "x-forwarded-for": "192.0.2.1" }), 0);
  checkForwardedFor(request("GET", { "x-forwarded-for": "192.0.2.2" }), 0);
  expect(operatorWarnings()).toEqual([expect.stringContaining("set TRUSTED_PROXIES")]);
});

test("a form without X-Forwarded-For is reported if TRUSTED_PROXIES expects the header, but a health check isn't", () => {
  checkForwardedFor(request("GET", {}), 1);
  expect(operatorWarnings()).toEqual([]);
  checkForwardedFor(request("POST", {}), 1);
  expect(operatorWarnings()).toEqual([expect.stringContaining("X-Forwarded-For $proxy_add_x_forwarded_for")]);
});

test("a form with fewer forwarded addresses than TRUSTED_PROXIES is reported, because clients could choose theirs", () => {
  checkForwardedFor(request("POST", { "x-forwarded-for": "192.0.2.1, 192.0.2.2" }), 2);
  expect(operatorWarnings()).toEqual([]);
  checkForwardedFor(request("POST", { "x-forwarded-for": "192.0.2.1" }), 2);
  expect(operatorWarnings()).toEqual([
    expect.stringContaining("Set TRUSTED_PROXIES to the number of proxies"),
  ]);
});

test("a form from an address of Usher that isn't BASE_URL is reported once, with the variable to correct", () => {
  checkOtherAddress("https://evil.example", "usher.example.com", BASE);
  checkOtherAddress("null", "usher.example.com", BASE);
  checkOtherAddress(null, null, BASE);
  checkOtherAddress(BASE, "usher.example.com", BASE);
  expect(operatorWarnings()).toEqual([]);
  checkOtherAddress("http://usher.example.com", "usher.example.com", BASE);
  checkOtherAddress("https://10.0.0.5:3000", "10.0.0.5:3000", BASE);
  expect(operatorWarnings()).toEqual([expect.stringMatching(/^A form from http:.* BASE_URL is https:/)]);
});

test.each([
  ["http://usher.example.com", 1],
  ["http://10.0.0.5:3000", 1],
  ["https://usher.example.com", 0],
  ["http://localhost:3000", 0],
  ["http://127.0.0.1:3000", 0],
])("an address without encryption that others can open is logged at the start: %s", (base, times) => {
  const warned = vi.spyOn(log, "warn").mockImplementation(() => {});
  checkEncryption(base);
  expect(warned).toHaveBeenCalledTimes(times);
  warned.mockRestore();
});

test("a correctly configured proxy gives no warning", () => {
  checkForwardedFor(request("POST", { "x-forwarded-for": "192.0.2.1" }), 1);
  checkForwardedFor(request("POST", {}), 0);
  expect(operatorWarnings()).toEqual([]);
});

function from(origin: string, site: string | null = null): Headers {
  return new Headers({ origin, ...(site && { "sec-fetch-site": site }) });
}

function request(method: string, headers: Record<string, string>): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { method, headers });
}
