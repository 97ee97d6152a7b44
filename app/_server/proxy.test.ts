import { NextRequest } from "next/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { proxy } from "@/proxy";
import { operatorWarnings } from "./warnings";

const BASE = "https://usher.example.com";

beforeEach(() => {
  vi.stubEnv("BASE_URL", BASE);
  globalThis.usherWarnings = undefined;
});

afterEach(() => vi.unstubAllEnvs());

test.each([
  ["https://evil.example", "evil.example", null],
  ["https://evil.example", "evil.example", "same-origin"],
  ["http://usher.example.com", "usher.example.com", null],
  ["null", "evil.example", "same-origin"],
])("a form of origin %s to the same host %s, from the site %s, is refused", async (origin, host, site) => {
  const response = await proxy(form("/", { origin, host, ...(site && { "sec-fetch-site": site }) }));
  expect([response.status, await response.text()]).toEqual([
    403,
    `This form works only at ${BASE}. Open that address and try again.`,
  ]);
});

test.each([
  [{ origin: "https://evil.example", host: "evil.example" }, `usher-rejected other-address ${BASE}`],
  [{ origin: BASE, host: "evil.example" }, "usher-rejected other-site"],
  [{ origin: BASE, host: "usher.example.com", "content-length": "2000000" }, "usher-rejected too-large"],
  [
    { origin: BASE, host: "usher.example.com", "content-type": "multipart/form-data" },
    "usher-rejected unreadable",
  ],
])("a script that called an action with %j reads the code of the reason", async (headers, code) => {
  const response = await proxy(form("/", { ...headers, "next-action": "a" }));
  expect([await response.text(), response.headers.get("content-type")]).toEqual([code, "text/plain"]);
});

test("the operator reads which address people used", async () => {
  await proxy(form("/", { origin: "https://10.0.0.5:3000", host: "10.0.0.5:3000" }));
  expect(operatorWarnings()).toEqual([
    `A form from https://10.0.0.5:3000 was refused because BASE_URL is ${BASE}. Let people open ${BASE}, or correct BASE_URL.`,
  ]);
});

test.each([[{ origin: BASE }], [{ origin: "null", "sec-fetch-site": "same-origin" }]])(
  "a form with %j passes",
  async (headers) => {
    const response = await proxy(form("/api/auth/signout", { ...headers, host: "usher.example.com" }));
    expect(response.headers.get("x-middleware-next")).toBe("1");
  },
);

test("a request without an origin reaches the endpoints of next-auth, whatever its host", async () => {
  const response = await proxy(form("/api/auth/signout", { host: "evil.example" }));
  expect(response.headers.get("x-middleware-next")).toBe("1");
});

function form(path: string, headers: Record<string, string>): NextRequest {
  return new NextRequest(`http://127.0.0.1:3000${path}`, { method: "POST", headers, body: "" });
}
