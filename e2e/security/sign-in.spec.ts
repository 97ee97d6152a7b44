import { Agent } from "node:http";
import { performance } from "node:perf_hooks";
import { sql } from "drizzle-orm";
import { forget } from "@/db/limits/limits";
import { baseUrl, send, setCookies, signIn, trySignIn } from "@/e2e/fixtures/http";
import { expect, PASSWORD, type Scenario, test } from "@/e2e/fixtures/http-test";
import { type ActionReply, callAction } from "@/e2e/fixtures/server-actions";
import { LIMITS } from "@/lib/limits";

/** Failed attempts that an account allows from one network. */
const { points: ATTEMPTS } = LIMITS["sign-in-account-network"];

// The failed attempts must not block the address for tests that run at the same time.
test.afterEach(async ({ db }) => {
  await forget(db, "sign-in-address", "127.0.0.1");
});

test("an unknown user, a wrong password and a disabled user get the same response in about the same time", async ({
  scenario,
}) => {
  const attempts = {
    "a wrong password": { ...scenario.credentials("grace", "meridian"), password: "wrong" },
    "an unknown user": { ...scenario.credentials("nobody", "meridian") },
    "a disabled user": { ...scenario.credentials("ken", "meridian") },
    "a user of another organization": {
      ...scenario.credentials("grace", "meridian"),
      organizationId: scenario.organizations.acme.id,
    },
    "an unknown root organization": { ...scenario.credentials("grace", "meridian"), root: "nowhere" },
  };
  const fastest = new Map<string, number>();
  for (let round = 0; round < 4; round++) {
    for (const [name, credentials] of Object.entries(attempts)) {
      const began = performance.now();
      const reply = await trySignIn(credentials);
      fastest.set(name, Math.min(fastest.get(name) ?? Number.POSITIVE_INFINITY, performance.now() - began));
      expect(reply.headers.location, name).toBe(`${baseUrl()}/?error=CredentialsSignin&code=refused`);
      expect(setCookies(reply).join(), name).not.toContain("session-token=ey");
    }
  }
  for (const [name, credentials] of Object.entries(attempts)) {
    const result = await signInByAction(credentials);
    const message = "Incorrect username or password.";
    const fields = { username: credentials.username };
    expect(result.data, name).toEqual({ ok: false, kind: "forbidden", message, fields });
  }
  const times = [...fastest.values()];
  expect(Math.max(...times) / Math.min(...times), JSON.stringify([...fastest])).toBeLessThan(3);
});

test("ten failed attempts block an account for a stated time, by either endpoint and whatever address is claimed", async ({
  scenario,
}) => {
  const wrong = { ...scenario.credentials("linus", "meridian"), password: "wrong" };
  for (let pair = 0; pair < ATTEMPTS / 2; pair++) {
    await trySignIn(wrong, {
      headers: { "x-forwarded-for": `203.0.113.${pair}`, forwarded: `for=203.0.113.${pair}` },
    });
    await signInByAction(wrong, { headers: { "x-forwarded-for": `198.51.100.${pair}` } });
  }
  const right = { ...wrong, password: PASSWORD };
  const result = await signInByAction(right);
  expect(result.data).toEqual({
    ok: false,
    kind: "forbidden",
    message: expect.stringMatching(
      /^Too many attempts for this account from this network\. Try again in 1?\d minutes\.$/,
    ),
    fields: { username: "linus" },
  });
  expect((await trySignIn(right)).headers.location).toContain("error=");
  const [row] = await scenario.db.execute<{ addresses: string[] }>(sql`
    select array_agg(distinct address) as addresses from audit_events
    where organization_id = ${scenario.organizations.meridian.id} and action = 'sessions.create' and outcome = 'refused'`);
  expect(row?.addresses, "the addresses in the audit log").toEqual(["127.0.0.1"]);
});

test("an action sent to another page than its own is recorded with the sender's address", async ({
  scenario,
}) => {
  const right = scenario.credentials("linus", "meridian");
  const agent = new Agent({ localAddress: "127.0.0.21" });
  for (const page of ["/", "/account", "/nowhere"]) {
    await signInByAction(right, { page, agent });
  }
  const rows = await scenario.db.execute<{ address: string }>(sql`
    select address from audit_events
    where organization_id = ${scenario.organizations.meridian.id} and action = 'sessions.create'`);
  expect(rows.map(({ address }) => address)).toEqual(["127.0.0.21", "127.0.0.21", "127.0.0.21"]);
});

test("concurrent attempts are counted like sequential ones, and then even the right password is rejected", async ({
  scenario,
}) => {
  const right = scenario.credentials("dennis", "meridian");
  const agent = new Agent({ maxSockets: 60 });
  const attempt = async (password: string) =>
    resultOf(await signInByAction({ ...right, password }, { agent }));
  const results = await Promise.all(Array.from({ length: 60 }, (_, index) => attempt(`wrong ${index}`)));
  expect(results.filter((result) => result.includes("Incorrect username or password"))).toHaveLength(
    ATTEMPTS,
  );
  expect(results.filter((result) => result.includes("Too many attempts"))).toHaveLength(60 - ATTEMPTS);
  expect(await attempt(PASSWORD)).toContain("Too many attempts");
  agent.destroy();
});

test("the session cookie is HttpOnly and SameSite, and different after each sign-in", async ({
  scenario,
}) => {
  const sessions = [];
  for (let signIns = 0; signIns < 2; signIns++) {
    const reply = await trySignIn(scenario.credentials("grace", "meridian"));
    const cookies = setCookies(reply);
    for (const cookie of cookies) expect(cookie).toMatch(/; HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i);
    sessions.push(cookies.find((cookie) => cookie.startsWith("authjs.session-token=")));
  }
  expect(sessions[0]).toBeDefined();
  expect(sessions[0]).not.toBe(sessions[1]);
});

test("signing in replaces a session cookie that was planted before", async ({ scenario }) => {
  const planted = await scenario.cookie("mallory", "orbit");
  const credentials = scenario.credentials("grace", "meridian");
  const page = scenario.path("meridian", "/sign-in");
  const { reply } = await signInByAction(credentials, { page, cookie: planted });
  const session = setCookies(reply).find((cookie) => cookie.startsWith("authjs.session-token="));
  expect(session).toBeDefined();
  expect(session?.split(";")[0]).not.toBe(planted);
});

test("users with nothing to manage are redirected straight to their organizations", async ({ scenario }) => {
  const credentials = scenario.credentials("sam", "acme");
  const page = scenario.path("acme", "/sign-in");
  for (const next of ["", "/users"]) {
    const call = [scenario.scope("acme"), scenario.path("acme", next), null, form(credentials)];
    const { redirect } = await callAction("signInAction", call, { page });
    expect(redirect).toBe(`/my-organizations?at=${scenario.organizations.acme.id}`);
  }
});

/** Addresses that browsers could take for pages of another site. */
const ELSEWHERE = [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "/\t/evil.example",
  "/%0d%0aLocation:%20https://evil.example",
  "https:evil.example",
  "///evil.example",
  "/..//evil.example",
  "http://localhost@evil.example/",
  "localhost.evil.example",
];

test("signing in redirects only to paths of this app", async ({ scenario }) => {
  const credentials = scenario.credentials("grace", "meridian");
  for (const next of ELSEWHERE) {
    const result = await callAction(
      "signInAction",
      [scenario.scope("meridian"), next, null, form(credentials)],
      { page: scenario.path("meridian", "/sign-in") },
    );
    expectSameOrigin(result.redirect, next);
    const cookie = await scenario.cookie("grace", "meridian");
    const out = await callAction("signOutAction", [next], { page: "/my-organizations", cookie });
    expectSameOrigin(out.redirect, next);
    const query = new URLSearchParams({ next, callbackUrl: next });
    const page = await send(scenario.path("acme", `/sign-in?${query}`), {
      cookie: await scenario.cookie("alex", "acme"),
    });
    expect(page.status).toBe(307);
    expectSameOrigin(page.headers.location ?? null, next);
  }
});

test("a known browser can sign in after strangers have used up the account's attempts", async ({
  scenario,
}) => {
  const right = scenario.credentials("margaret", "meridian");
  const reply = await trySignIn(right);
  const device = setCookies(reply).find((cookie) => cookie.startsWith("usher.device="));
  expect(device).toMatch(/; HttpOnly/);
  expect(device).toMatch(/; SameSite=Lax/i);
  for (let count = 0; count < ATTEMPTS; count++) await trySignIn({ ...right, password: "wrong" });
  const attempt = async (cookie: string) => resultOf(await signInByAction(right, { cookie }));
  const known = device?.split(";")[0] ?? "";
  const forged = known.replace(/.$/, "");
  expect(await attempt("")).toContain("Too many attempts");
  expect(await attempt(forged)).toContain("Too many attempts");
  expect(await attempt(known)).not.toContain("Too many attempts");
});

test("an ended session is signed out at the next request", async ({ scenario }) => {
  const cookie = await signIn(scenario.credentials("alex", "acme"));
  expect((await send(scenario.path("acme"), { cookie })).status).toBe(200);
  await scenario.db.execute(sql`
    delete from sessions where user_id = ${scenario.userId("alex")}`);
  expect((await send(scenario.path("acme"), { cookie })).status).toBe(307);
});

function expectSameOrigin(location: string | null, next: string): void {
  expect(location, next).not.toBeNull();
  const url = new URL(location ?? "", baseUrl());
  expect(url.origin, `where ${next} leads`).toBe(new URL(baseUrl()).origin);
}

type Credentials = ReturnType<Scenario["credentials"]>;

/** Signs in as the sign-in form does. */
function signInByAction(
  credentials: Credentials,
  call: Partial<Parameters<typeof callAction>[2]> = {},
): Promise<ActionReply> {
  const scope = { root: credentials.root, orgId: credentials.organizationId };
  return callAction("signInAction", [scope, "/", null, form(credentials)], { page: "/", ...call });
}

/** Where the action redirects to after signing in; otherwise the failure that it returns, as JSON. */
function resultOf({ data, redirect }: ActionReply): string {
  return redirect ?? JSON.stringify(data);
}

function form({ username, password }: Pick<Credentials, "username" | "password">): FormData {
  const data = new FormData();
  data.set("username", username);
  data.set("password", password);
  return data;
}
