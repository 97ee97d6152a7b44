import { sql } from "drizzle-orm";
import { forget } from "@/db/limits/limits";
import { baseUrl, post, send, setCookies, signIn } from "@/e2e/fixtures/http";
import { expect, type Scenario, test } from "@/e2e/fixtures/http-test";

// The failed attempts must not block the address for tests that run at the same time.
test.afterEach(async ({ db }) => {
  await forget(db, "sign-in-address", "127.0.0.1");
});

const ELSEWHERE = [
  ...[
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
  ],
  ...[
    "data:text/html,x",
    "/\t/evil.example",
    "/%0d%0aLocation:%20https://evil.example",
    "https:evil.example",
  ],
  ...["///evil.example", "/..//evil.example", "http://localhost@evil.example/", "localhost.evil.example"],
];

test("next-auth's own endpoints redirect nowhere else and reveal nothing", async ({ scenario }) => {
  const cookie = await scenario.cookie("grace", "meridian");
  for (const callbackUrl of ELSEWHERE.slice(0, 5)) {
    const query = new URLSearchParams({ callbackUrl, redirectTo: callbackUrl });
    const csrf = await send("/api/auth/csrf");
    const { csrfToken } = JSON.parse(csrf.body);
    const cookies = [
      ...setCookies(csrf).map((set) => set.split(";")[0]),
      `authjs.callback-url=${encodeURIComponent(callbackUrl)}`,
    ].join("; ");
    const replies = [
      await send(`/api/auth/signin?${query}`, { cookie: cookies }),
      await send(`/api/auth/signin/credentials?${query}`, { cookie: cookies }),
      await send(`/api/auth/signout?${query}`, { cookie }),
      await send(`/api/auth/error?${query}`),
      await send(`/api/auth/verify-request?${query}`),
      await post("/api/auth/signin/credentials", { csrfToken, callbackUrl }, { cookie: cookies }),
      await post("/api/auth/signout", { csrfToken, callbackUrl }, { cookie: cookies }),
      await post(
        "/api/auth/callback/credentials",
        { csrfToken, callbackUrl, ...scenario.credentials("grace", "meridian") },
        { cookie: cookies },
      ),
    ];
    for (const reply of replies) {
      expect(reply.status).toBe(302);
      expectWithin(reply.headers.location ?? null, callbackUrl);
    }
    for (const cookie of ["", await scenario.cookie("grace", "meridian")]) {
      const start = await send(`/?${query}`, { cookie: `${cookie}; authjs.callback-url=${query}` });
      if (start.status !== 200) expectWithin(start.headers.location ?? null, callbackUrl);
    }
  }
  const session = await send("/api/auth/session", { cookie });
  expect(Object.keys(JSON.parse(session.body)).sort()).toEqual(["account", "expires"]);
  expect(JSON.parse(session.body).account).toEqual({
    userId: scenario.userId("grace"),
    id: expect.any(String),
  });
});

test("next-auth's endpoints accept no sign-in, sign-out or update without a CSRF token", async ({
  scenario,
}) => {
  const cookie = await scenario.cookie("grace", "meridian");
  const credentials = scenario.credentials("grace", "meridian");
  for (const token of [{}, { csrfToken: "" }, { csrfToken: "0".repeat(64) }]) {
    const signingIn = await post("/api/auth/callback/credentials", { ...token, ...credentials });
    expect(setCookies(signingIn).join()).not.toContain("session-token=ey");
    const signingOut = await post("/api/auth/signout", token, { cookie });
    expect(setCookies(signingOut).join()).not.toContain("session-token=");
  }
  const body = JSON.stringify({
    data: { account: { userId: scenario.userId("ada"), version: 1 }, sub: scenario.userId("ada") },
  });
  await send("/api/auth/session", {
    method: "POST",
    cookie,
    body,
    headers: { "content-type": "application/json" },
  });
  const csrf = await send("/api/auth/csrf");
  const updated = await send("/api/auth/session", {
    ...{ method: "POST", cookie: `${cookie}; ${setCookies(csrf)[0]?.split(";")[0]}` },
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...JSON.parse(csrf.body), ...JSON.parse(body) }),
  });
  expect(JSON.parse(updated.body).account.userId).toBe(scenario.userId("grace"));
});

const sessionsOf = async (scenario: Scenario, username: "grace" | "linus") => {
  const rows = await scenario.db.execute<{ id: string }>(sql`
    select id from sessions where user_id = ${scenario.userId(username)} order by created_at`);
  return rows.map(({ id }) => id);
};

test("signing out by next-auth's endpoint ends the session, also for a copied cookie", async ({
  scenario,
}) => {
  const cookie = await signIn(scenario.credentials("grace", "meridian"));
  const csrf = await send("/api/auth/csrf");
  const { csrfToken } = JSON.parse(csrf.body);
  const cookies = [cookie, ...setCookies(csrf).map((set) => set.split(";")[0])].join("; ");
  await post("/api/auth/signout", { csrfToken }, { cookie: cookies });
  expect((await send(scenario.path("meridian"), { cookie })).status).toBe(307);
  const [event] = await scenario.db.execute<{ actor: string }>(sql`
    select actor_name as actor from audit_events
    where organization_id = ${scenario.organizations.meridian.id} and action = 'sessions.end' order by id desc limit 1`);
  expect(event?.actor).toBe("grace");
});

test("next-auth's session endpoint returns null for an ended session", async ({ scenario }) => {
  const cookie = await signIn(scenario.credentials("grace", "meridian"));
  expect(JSON.parse((await send("/api/auth/session", { cookie })).body).account.userId).toBe(
    scenario.userId("grace"),
  );
  await scenario.db.execute(sql`delete from sessions where user_id = ${scenario.userId("grace")}`);
  const ended = await send("/api/auth/session", { cookie });
  expect(ended.body).toBe("null");
  expect(setCookies(ended).join()).toMatch(/session-token=;/);
});

test("signing in over a session ends the previous one", async ({ scenario }) => {
  const credentials = scenario.credentials("linus", "meridian");
  const first = await signIn(credentials);
  const csrf = await send("/api/auth/csrf");
  const { csrfToken } = JSON.parse(csrf.body);
  const cookie = [first, ...setCookies(csrf).map((set) => set.split(";")[0])].join("; ");
  await post("/api/auth/callback/credentials", { csrfToken, ...credentials }, { cookie });
  expect(await sessionsOf(scenario, "linus")).toHaveLength(1);
  expect((await send(scenario.path("meridian"), { cookie: first })).status).toBe(307);
});

function expectWithin(location: string | null, requested: string): void {
  expect(location, requested).not.toBeNull();
  const url = new URL(location ?? "", baseUrl());
  expect(url.origin, `where ${requested} leads`).toBe(new URL(baseUrl()).origin);
}
