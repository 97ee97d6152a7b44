import { Agent } from "node:http";
import { performance } from "node:perf_hooks";
import { sql } from "drizzle-orm";
import { forget } from "@/db/limits/limits";
import { baseUrl, send, setCookies, signIn, trySignIn } from "@/e2e/fixtures/http";
import { expect, PASSWORD, type Scenario, test } from "@/e2e/fixtures/http-test";
import { callAction } from "@/e2e/fixtures/server-actions";

// The failed attempts must not block the address for tests that run at the same time.
test.afterEach(async ({ db }) => {
  await forget(db, "sign-in-address", "127.0.0.1");
});

test("an unknown user, a wrong password and a disabled user get the same response in about the same time", async ({
  scenario,
}) => {
  const tries = {
    wrong: { ...scenario.credentials("grace", "meridian"), password: "wrong" },
    unknown: { ...scenario.credentials("nobody", "meridian") },
    disabled: { ...scenario.credentials("ken", "meridian") },
    elsewhere: {
      ...scenario.credentials("grace", "meridian"),
      organizationId: scenario.organizations.acme.id,
    },
    nowhere: { ...scenario.credentials("grace", "meridian"), root: "nowhere" },
  };
  const fastest = new Map<string, number>();
  for (let time = 0; time < 4; time++) {
    for (const [name, credentials] of Object.entries(tries)) {
      const began = performance.now();
      const reply = await trySignIn(credentials);
      fastest.set(name, Math.min(fastest.get(name) ?? Number.POSITIVE_INFINITY, performance.now() - began));
      expect(reply.headers.location, name).toBe(`${baseUrl()}/?error=CredentialsSignin&code=refused`);
      expect(setCookies(reply).join(), name).not.toContain("session-token=ey");
    }
  }
  for (const [name, credentials] of Object.entries(tries)) {
    const answer = await callAction("signInAction", [...scopeAnd(credentials), null, form(credentials)], {
      page: "/",
    });
    const message = "Incorrect username or password.";
    const fields = { username: credentials.username };
    expect(answer.data, name).toEqual({ ok: false, kind: "forbidden", message, fields });
  }
  const times = [...fastest.values()];
  expect(Math.max(...times) / Math.min(...times), JSON.stringify([...fastest])).toBeLessThan(3);
});

test("ten failed attempts block an account for a stated time, by either endpoint and whatever address is claimed", async ({
  scenario,
}) => {
  const wrong = { ...scenario.credentials("linus", "meridian"), password: "wrong" };
  for (let time = 0; time < 5; time++) {
    await trySignIn(wrong, {
      headers: { "x-forwarded-for": `203.0.113.${time}`, forwarded: `for=203.0.113.${time}` },
    });
    await callAction("signInAction", [...scopeAnd(wrong), null, form(wrong)], {
      page: "/",
      headers: { "x-forwarded-for": `198.51.100.${time}` },
    });
  }
  const right = { ...wrong, password: PASSWORD };
  const answer = await callAction("signInAction", [...scopeAnd(right), null, form(right)], { page: "/" });
  expect(answer.data).toEqual({
    ok: false,
    kind: "forbidden",
    message: expect.stringMatching(
      /^Too many attempts for this account from your network\. Try again in 1?\d minutes\.$/,
    ),
    fields: { username: "linus" },
  });
  expect((await trySignIn(right)).headers.location).toContain("error=");
  const [row] = await scenario.db.execute<{ addresses: string[] }>(sql`
    select array_agg(distinct address) as addresses from audit_events
    where organization_id = ${scenario.organizations.meridian.id} and action = 'sessions.create' and outcome = 'refused'`);
  expect(row?.addresses, "what the audit takes for their address").toEqual(["127.0.0.1"]);
});

test("an action sent to another page than its own is recorded with the sender's address", async ({
  scenario,
}) => {
  const right = scenario.credentials("linus", "meridian");
  const agent = new Agent({ localAddress: "127.0.0.21" });
  for (const page of ["/", "/account", "/nowhere"]) {
    await callAction("signInAction", [...scopeAnd(right), null, form(right)], { page, agent });
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
  const tell = async (password: string) => {
    const args = [...scopeAnd(right), null, form({ ...right, password })];
    const { data, redirect } = await callAction("signInAction", args, { page: "/", agent });
    return redirect ?? JSON.stringify(data);
  };
  const answers = await Promise.all(Array.from({ length: 60 }, (_, time) => tell(`wrong ${time}`)));
  expect(answers.filter((answer) => answer.includes("Incorrect username or password"))).toHaveLength(10);
  expect(answers.filter((answer) => answer.includes("Too many attempts"))).toHaveLength(50);
  expect(await tell(PASSWORD)).toContain("Too many attempts");
  agent.destroy();
});

test("the session cookie is HttpOnly and SameSite, and different after each sign-in", async ({
  scenario,
}) => {
  const sessions = [];
  for (let time = 0; time < 2; time++) {
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
  const answer = await callAction("signInAction", [...scopeAnd(credentials), null, form(credentials)], {
    page: scenario.path("meridian", "/sign-in"),
    cookie: planted,
  });
  const session = setCookies(answer.reply).find((cookie) => cookie.startsWith("authjs.session-token="));
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

test("signing in redirects only to paths of this app", async ({ scenario }) => {
  const credentials = scenario.credentials("grace", "meridian");
  for (const next of ELSEWHERE) {
    const answer = await callAction(
      "signInAction",
      [scenario.scope("meridian"), next, null, form(credentials)],
      { page: scenario.path("meridian", "/sign-in") },
    );
    expectWithin(answer.redirect, next);
    const cookie = await scenario.cookie("grace", "meridian");
    const out = await callAction("signOutAction", [next], { page: "/my-organizations", cookie });
    expectWithin(out.redirect, next);
    const query = new URLSearchParams({ next, callbackUrl: next });
    const page = await send(scenario.path("acme", `/sign-in?${query}`), {
      cookie: await scenario.cookie("alex", "acme"),
    });
    expect(page.status).toBe(307);
    expectWithin(page.headers.location ?? null, next);
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
  for (let time = 0; time < 10; time++) await trySignIn({ ...right, password: "wrong" });
  const tell = async (cookie: string) => {
    const args = [...scopeAnd(right), null, form(right)];
    const { data, redirect } = await callAction("signInAction", args, { page: "/", cookie });
    return redirect ?? JSON.stringify(data);
  };
  expect(await tell("")).toContain("Too many attempts");
  expect(await tell(device?.split(";")[0]?.replace(/.$/, "") ?? "")).toContain("Too many attempts");
  expect(await tell(device?.split(";")[0] ?? "")).not.toContain("Too many attempts");
});

test("an ended session is signed out at the next request", async ({ scenario }) => {
  const cookie = await signIn(scenario.credentials("alex", "acme"));
  expect((await send(scenario.path("acme"), { cookie })).status).toBe(200);
  await scenario.db.execute(sql`
    delete from sessions where user_id = ${scenario.userId("alex")}`);
  expect((await send(scenario.path("acme"), { cookie })).status).toBe(307);
});

function expectWithin(location: string | null, asked: string): void {
  expect(location, asked).not.toBeNull();
  const url = new URL(location ?? "", baseUrl());
  expect(url.origin, `where ${asked} leads`).toBe(new URL(baseUrl()).origin);
}

type Credentials = ReturnType<Scenario["credentials"]>;

function scopeAnd({ root, organizationId }: Credentials) {
  return [{ root, orgId: organizationId }, "/"];
}

function form({ username, password }: Pick<Credentials, "username" | "password">): FormData {
  const data = new FormData();
  data.set("username", username);
  data.set("password", password);
  return data;
}
