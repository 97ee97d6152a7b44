import { hashPassword } from "@/db/passwords/hash";
import { baseUrl, type Reply, send, setCookies, signIn, trySignIn } from "@/e2e/fixtures/http";
import { expect, PASSWORD, type Scenario, test } from "@/e2e/fixtures/http-test";
import { startSecondApp } from "@/e2e/fixtures/second-app";
import { callAction } from "@/e2e/fixtures/server-actions";

test("every response has a content security policy without inline scripts, and can't be framed", async ({
  scenario,
}) => {
  for (const reply of await everyKind(scenario, {})) {
    const policy = directives(reply);
    expect(policy.get("default-src")).toBe("'none'");
    expect(policy.get("script-src")).toMatch(/^'self' 'nonce-[\w+/=]+' 'strict-dynamic'$/);
    for (const none of ["frame-ancestors", "object-src", "base-uri"])
      expect(policy.get(none), none).toBe("'none'");
    expect(policy.get("form-action")).toBe("'self'");
    expect(policy.get("style-src-elem")).toMatch(/^'self' 'nonce-[\w+/=]+'$/);
    expect(policy.get("style-src-attr")).toBe("'none'");
    expect(reply.headers["content-security-policy"]).not.toContain("unsafe-inline");
    expect(reply.headers["x-frame-options"]).toBe("DENY");
    expect(reply.headers["x-content-type-options"]).toBe("nosniff");
    expect(reply.headers["x-powered-by"]).toBeUndefined();
    expect(reply.headers["strict-transport-security"], "over http").toBeUndefined();
  }
});

test("the sample of an email can be framed by this origin only, and runs and sends nothing", async ({
  scenario,
}) => {
  const reply = await send(scenario.path("acme", "/settings/email-preview"), {
    cookie: await scenario.cookie("alex", "acme"),
  });
  expect(reply.status).toBe(200);
  const policy = directives(reply);
  for (const none of ["default-src", "base-uri", "form-action"])
    expect(policy.get(none), none).toBe("'none'");
  expect(policy.get("frame-ancestors")).toBe("'self'");
  expect(policy.has("sandbox")).toBe(true);
  expect(policy.has("script-src")).toBe(false);
  expect(reply.headers["x-frame-options"]).toBe("SAMEORIGIN");
  expect(reply.headers["cache-control"]).toContain("no-store");
});

test("each response has its own nonce, and every script has it", async ({ scenario }) => {
  const replies = [...(await everyKind(scenario, {})), ...(await everyKind(scenario, {}))];
  const nonces = replies.map(
    (reply) => /'nonce-([^']*)'/.exec(directives(reply).get("script-src") ?? "")?.[1] ?? "",
  );
  expect(new Set(nonces).size).toBe(replies.length);
  for (const [index, { body }] of replies.entries()) {
    const scripts = body.match(/<script\b[^>]*>/g) ?? [];
    for (const script of scripts) expect(script).toContain(`nonce="${nonces[index]}"`);
    for (const style of body.match(/<style\b[^>]*>/g) ?? [])
      expect(style).toContain(`nonce="${nonces[index]}"`);
    expect(body).not.toMatch(/<[^>]+\s(on\w+|style)=["']/);
  }
});

test("static files, the framework's redirects and its errors have the security headers too, and images aren't resized", async ({
  scenario,
}) => {
  const page = await send(scenario.path("acme", "/sign-in"));
  const [chunk = ""] = page.body.match(/\/_next\/static\/[^"]+\.js/) ?? [];
  const [sheet = ""] = page.body.match(/\/_next\/static\/[^"]+\.css/) ?? [];
  const image = "/_next/image?url=%2Ficon.svg&w=64&q=75";
  for (const path of [
    chunk,
    sheet,
    "/icon.svg",
    "/_next/static/none.js",
    image,
    "//",
    "/t//x",
    "/api/brand/0f766e",
  ]) {
    const { headers } = await send(path);
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["x-frame-options"], path).toBe("DENY");
    expect(headers["referrer-policy"], path).toBe("same-origin");
    expect(headers["content-security-policy"], path).toContain("default-src 'none'");
  }
  expect((await send(image)).status).toBe(404);
  expect((await send(chunk)).status).toBe(200);
});

test("a screen with its dialog and menu doesn't violate the policy", async ({ scenario, page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  const cookie = await signIn(scenario.credentials("alex", "acme"));
  const [name = "", value = ""] = cookie.split(/=(.*)/);
  await page.context().addCookies([{ name, value, url: baseUrl() }]);
  await page.goto(scenario.path("acme", "/users"));
  await page.getByRole("button", { name: "Add user" }).click();
  await page.getByRole("menuitem", { name: "Invite Parent User" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.goto(scenario.path("acme", "/settings"));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(complaints.filter((complaint) => complaint.includes("Content Security Policy"))).toEqual([]);
});

test("markup injected into a page doesn't run", async ({ scenario, page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  await page.goto(scenario.path("acme", "/sign-in"));
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", `<img src="data:," onerror="window.hit = 1">`);
  });
  await expect.poll(() => complaints.join()).toContain("Content Security Policy");
  expect(await page.evaluate(() => "hit" in window)).toBe(false);
});

test("with HTTPS, cookies are Secure and every response has Strict-Transport-Security", async ({
  scenario,
}) => {
  const app = await startSecondApp({ BASE_URL: "https://usher.example" });
  try {
    const sent = { base: app.base, headers: { host: "usher.example", origin: "https://usher.example" } };
    for (const reply of await everyKind(scenario, sent)) {
      expect(reply.headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
      expect(directives(reply).has("upgrade-insecure-requests")).toBe(true);
    }
    const cookies = setCookies(await trySignIn(scenario.credentials("grace", "meridian"), sent));
    expect(cookies.some((cookie) => cookie.startsWith("__Secure-authjs.session-token="))).toBe(true);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/i);
    }
  } finally {
    await app.stop();
  }
});

test("the log at level trace contains no link, password or session", async ({ scenario }) => {
  const app = await startSecondApp({ LOG_LEVEL: "trace" });
  try {
    const { link } = await scenario.linkFor("alex", "acme", "grace");
    const passwordLink = await scenario.passwordLinkFor("grace");
    const { base } = app;
    const credentials = scenario.credentials("grace", "meridian");
    const cookie = setCookies(await trySignIn(credentials, { base }))
      .map((set) => set.split(";")[0])
      .join("; ");
    const page = `/accept/${link}`;
    const call = { page, base, cookie, headers: { origin: base } };
    await send(page, { base, cookie });
    await send(`${page}/%zz`, { base });
    await send(`/t/${scenario.handle}/o/x/sign-in?next=${encodeURIComponent(page)}`, { base });
    await callAction("acceptInvitationAction", [], { ...call, body: `{${link}` });
    await callAction("acceptInvitationAction", [], {
      ...call,
      body: JSON.stringify([link, "x".repeat(2_000_000)]),
    });
    await callAction("acceptInvitationAction", [], {
      ...call,
      body: "[",
      headers: { "content-type": "multipart/form-data" },
    });
    await callAction("signInAction", [null, page, null, null], call);
    await send(`/set-password/${passwordLink}/%zz`, { base });
    await callAction("setPasswordAction", [], { ...call, page: `/set-password/${passwordLink}`, body: "[" });
    await callAction("setPasswordAction", [], {
      ...call,
      page: `/set-password/${passwordLink}`,
      body: `{${passwordLink}`,
    });
    await trySignIn({ ...credentials, password: `${PASSWORD} and more` }, { base });
    await callAction("acceptInvitationAction", [link], call);
    expect(app.log(), "what was provoked").toContain("Malformed requests were refused");
    const lines = app.log().trim().split("\n");
    const first = lines.findIndex((line) => line.startsWith("{")); // Next prints its banner before our code runs
    for (const line of lines.slice(first)) expect(() => JSON.parse(line), line).not.toThrow();
    const session = cookie.split("session-token=")[1] ?? "none";
    const secrets = {
      link,
      passwordLink,
      PASSWORD,
      session,
      hash: await hashPassword(PASSWORD),
      secret: "another-secret",
    };
    for (const [name, secret] of Object.entries(secrets)) expect(app.log(), name).not.toContain(secret);
  } finally {
    await app.stop();
  }
});

type Sent = NonNullable<Parameters<typeof send>[1]>;

/** Pages, missing pages, redirects, rejections and API responses. */
async function everyKind(scenario: Scenario, sent: Sent): Promise<Reply[]> {
  const paths = [
    ...[
      "/",
      "/nothing/here",
      "/accept/nothing",
      "/accept/",
      "/_next/static-not",
      "/_next/image?url=%2Fx&w=64&q=75",
    ],
    ...[
      scenario.path("acme", "/sign-in"),
      scenario.path("acme", "/users"),
      scenario.path("acme").replace(/.$/, "x"),
    ],
    ...[
      "/my-organizations",
      `/t/${scenario.handle}`,
      "/api/health",
      "/api/auth/session",
      "/api/auth/signin",
      "/t/x/",
    ],
  ];
  const refused = { ...sent, method: "POST", headers: { ...sent.headers, origin: "https://evil.example" } };
  return await Promise.all([
    ...paths.map((path) => send(path, sent)),
    send("/", refused),
    send("/nothing", refused),
  ]);
}

function directives({ headers }: Reply): Map<string, string> {
  const policy = headers["content-security-policy"];
  return new Map(
    `${policy}`.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources.join(" ")];
    }),
  );
}
