import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { log } from "./log";

const BASE_URL = "https://usher.example";
const SECRET = "only-for-the-tests-0123456789abcdef";
const COOKIE = "__Secure-authjs.session-token";

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://usher@127.0.0.1:9/usher",
    SMTP_URL: "smtp://127.0.0.1:9",
    MAIL_FROM: "no-reply@usher.example",
    BASE_URL,
    AUTH_SECRET: SECRET,
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  [
    "another AUTH_SECRET has signed",
    () => encode({ salt: COOKIE, secret: "an-older-secret-0123456789abcdefgh" }),
  ],
  ["a stranger has made up", async () => "nonsense"],
])("a session cookie that %s signs nobody in and leaves no error in the log", async (_, make) => {
  const error = vi.spyOn(log, "error");
  const { handlers } = await import("./auth");
  const headers = { cookie: `${COOKIE}=${await make()}` };
  const response = await handlers.GET(new NextRequest(`${BASE_URL}/api/auth/session`, { headers }));
  expect(await response.json()).toBeNull();
  expect(error).not.toHaveBeenCalled();
});

test.each([
  ["of a provider that doesn't exist", "signin/google", {}],
  ["of an adapter that doesn't exist", "webauthn-options", {}],
  ["of an endpoint that doesn't exist", "session/other", {}],
  [
    "without a CSRF token",
    "signout",
    { method: "POST", body: "a=b", type: "application/x-www-form-urlencoded" },
  ],
  ["with broken JSON", "signout", { method: "POST", body: "{", type: "application/json" }],
])("a request %s leaves no error in the log", async (_, path, { method = "GET", body, type }: Sent) => {
  const error = vi.spyOn(log, "error");
  const { handlers } = await import("./auth");
  const headers = type ? { "content-type": type } : {};
  const request = new NextRequest(`${BASE_URL}/api/auth/${path}`, { method, headers, ...(body && { body }) });
  const response = await (method === "GET" ? handlers.GET(request) : handlers.POST(request));
  expect(response.status).toBeGreaterThanOrEqual(300);
  expect(error).not.toHaveBeenCalled();
});

type Sent = { readonly method?: string; readonly body?: string; readonly type?: string };
