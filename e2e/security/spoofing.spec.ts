import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { fingerprint } from "@/e2e/fixtures/fingerprint";
import { baseUrl, post, send, setCookies, trySignIn } from "@/e2e/fixtures/http";
import { expect, sentInvitation, test } from "@/e2e/fixtures/http-test";
import { rawInvitationEmail } from "@/e2e/fixtures/raw-emails";
import { callAction, formData } from "@/e2e/fixtures/server-actions";

const SPOOFS: Record<string, string>[] = [
  { host: "evil.example" },
  { "x-forwarded-host": "evil.example" },
  { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-port": "444" },
  { forwarded: "host=evil.example;proto=https" },
  {
    "x-original-host": "evil.example",
    "x-host": "evil.example",
    "x-original-url": "/evil",
    "x-rewrite-url": "/evil",
  },
];

test("redirects stay on this origin, whatever host a request claims", async ({ scenario }) => {
  const sam = await scenario.cookie("sam", "acme");
  const ada = await scenario.cookie("ada", "meridian");
  for (const headers of SPOOFS) {
    const redirected = [
      await send(scenario.path("acme", "/users"), { headers }),
      await send(`/t/${scenario.handle}`, { headers }),
      await send(scenario.path("acme"), { headers, cookie: sam }),
      await send("/", { headers, cookie: ada }),
      await send("/api/auth/signin?callbackUrl=/x", { headers }),
      await send("/api/auth/signout", { headers }),
      await trySignIn(scenario.credentials("grace", "meridian"), { headers }),
    ];
    for (const { status, headers: sent } of redirected) {
      expect([302, 307]).toContain(status);
      const location = new URL(sent.location ?? "", baseUrl());
      expect(location.origin, JSON.stringify(headers)).toBe(baseUrl());
      expect(sent.location).not.toContain("evil");
    }
  }
});

test("a page at another name of this machine redirects to the same page at the configured address", async ({
  scenario,
}) => {
  const { port } = new URL(baseUrl());
  for (const host of [`127.0.0.1:${port}`, `[::1]:${port}`]) {
    for (const path of [
      "/",
      `${scenario.path("acme", "/users")}?q=a&sort=-name`,
      "//evil.example/",
      "/.//evil.example",
    ]) {
      for (const method of ["GET", "HEAD"]) {
        const { status, headers } = await send(path, { method, headers: { host } });
        expect([307, 308], path).toContain(status); // Next itself shortens double slashes
        expect(new URL(headers.location ?? "", baseUrl()).origin).toBe(baseUrl());
      }
    }
    const users = `${scenario.path("acme", "/users")}?q=a`;
    expect((await send(users, { headers: { host } })).headers.location).toBe(baseUrl() + users);
    expect((await send("/api/health/live", { headers: { host } })).status, "for health checks").toBe(200);
    expect((await post("/", { handle: "x" }, { headers: { host } })).headers.location).toBeUndefined();
  }
  for (const host of [
    "evil.example",
    `127.0.0.1.evil.example:${port}`,
    "127.0.0.1:1",
    `evil@127.0.0.1:${port}`,
  ]) {
    const { headers } = await send("/", { headers: { host } });
    expect(headers.location ?? `${baseUrl()}/`, host).toBe(`${baseUrl()}/`);
  }
  const claimed = { "x-usher-location": "https://evil.example/" };
  expect((await send("/", { headers: claimed })).headers.location).toBeUndefined();
});

test("a proxy may leave out the port in X-Forwarded-Host", async ({ scenario }) => {
  const { hostname, host } = new URL(baseUrl());
  const call = (headers: Record<string, string>) =>
    callAction("findOrganizationAction", [null, formData({ handle: scenario.handle })], {
      page: "/",
      headers,
    });
  for (const headers of [
    { "x-forwarded-host": hostname },
    { "x-forwarded-host": hostname, host: "app.internal:3000" },
    { "x-forwarded-host": `${hostname}, app.internal` },
    { host: hostname },
    { "x-forwarded-host": host },
  ]) {
    expect((await call(headers)).redirect, JSON.stringify(headers)).toBe(`/t/${scenario.handle}`);
  }
  for (const other of ["evil.example", `${hostname}.evil.example`, `${hostname}:1`]) {
    expect((await call({ "x-forwarded-host": other })).reply.status, other).toBe(403);
  }
});

test("no page repeats the host that a request claims", async ({ scenario }) => {
  const { link } = await scenario.linkFor("alex", "acme", "grace");
  for (const headers of SPOOFS) {
    for (const path of ["/", `/accept/${link}`, scenario.path("acme", "/sign-in"), "/api/auth/providers"]) {
      const reply = await send(path, { headers });
      expect(reply.body + JSON.stringify(reply.headers), path).not.toContain("evil");
    }
  }
});

test("links in emails use the configured address, whatever host the inviter's request claims", async ({
  scenario,
}) => {
  const cookie = await scenario.cookie("alex", "acme");
  const invitees = ["grace", "linus", "margaret", "dennis"] as const;
  for (const [index, headers] of SPOOFS.slice(1).entries()) {
    const invitee = invitees[index] ?? "grace";
    const input = { usernames: [invitee], groupIds: [], requestId: crypto.randomUUID() };
    await callAction("inviteUsersAction", [scenario.scope("acme"), input], {
      ...{ page: scenario.path("acme", "/users"), cookie, headers },
    });
    // It is rejected when the host differs from the origin, so it is sent again without the spoofed host.
    await callAction("inviteUsersAction", [scenario.scope("acme"), input], {
      page: scenario.path("acme", "/users"),
      cookie,
    });
    const id = await sentInvitation(scenario.db, scenario.organizations.acme.id, scenario.userId(invitee));
    const { headers: lines, body } = await rawInvitationEmail(id);
    expect(lines.join() + body).not.toContain("evil");
    const addresses = [...body.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([url]) => new URL(url).origin);
    expect(new Set(addresses)).toEqual(new Set([baseUrl()]));
  }
});

test("an action with a spoofed host doesn't make the app send requests to that host", async ({
  scenario,
}) => {
  let requests = 0;
  const elsewhere = createServer((_, response) => {
    requests++;
    response.end("evil");
  });
  await once(elsewhere.listen(0, "127.0.0.1"), "listening");
  const { port } = elsewhere.address() as AddressInfo; // safe: it listens on a port
  const host = `127.0.0.1:${port}`;
  for (const headers of [{ host }, { "x-forwarded-host": host }, { host, "x-forwarded-host": host }]) {
    for (const page of ["/", "/my-organizations", scenario.path("acme")]) {
      for (const origin of [baseUrl(), `http://${host}`]) {
        const call = { page, headers: { ...headers, origin }, cookie: await scenario.cookie("alex", "acme") };
        await callAction("signOutAction", ["/"], call);
        await callAction("searchOrganizationsAction", ["a"], call);
      }
    }
  }
  elsewhere.close();
  expect(requests).toBe(0);
});

test("accepting joins the organization of the stored invitation, whatever arguments, cookies and headers say", async ({
  scenario,
}) => {
  const { link, invitationId } = await scenario.linkFor("alex", "acme", "grace");
  const globex = scenario.organizations.globex.id;
  const cookie = [
    await scenario.cookie("grace", "meridian"),
    `organization=${globex}; orgId=${globex}; organizationId=${globex}; invitation=${invitationId}`,
  ].join("; ");
  const headers = { "x-organization-id": globex, "x-usher-path": scenario.path("globex") };
  const query = new URLSearchParams({ orgId: globex, organizationId: globex, root: "orbit" });
  const extra = { orgId: globex, organizationId: globex, root: scenario.handle };
  const result = await callAction("acceptInvitationAction", [link, extra, globex], {
    ...{ page: `/accept/${link}?${query}`, cookie, headers },
  });
  expect(result.redirect).toBe(`/welcome/${scenario.organizations.acme.id}`);
  const joined = await scenario.db.execute<{ id: string }>(sql`
    select organization_id as id from memberships where user_id = ${scenario.userId("grace")} and origin = 'invited'`);
  expect(joined.map(({ id }) => id)).toEqual([scenario.organizations.acme.id]);
});

test("a tampered bound scope gives no access", async ({ scenario }) => {
  const cookie = await scenario.cookie("alex", "acme");
  const before = await fingerprint(scenario);
  const { root, orgId, accountId } = scenario.scope("acme");
  const scopes: unknown[] = [
    scenario.scope("globex"),
    { root, orgId: scenario.organizations.globex.id, accountId },
    { root: scenario.handleOf("orbit"), orgId, accountId },
    { root: [root], orgId: [scenario.organizations.globex.id], accountId },
    { root, orgId: { toString: scenario.organizations.globex.id }, accountId },
    { root: `${root}' or '1'='1`, orgId, accountId },
    { root, orgId: `${orgId}/../${scenario.organizations.globex.id}`, accountId },
    { root, orgId: orgId.toUpperCase().replace(/^./, "x"), accountId },
    ...[null, 0, "", [], {}, { __proto__: null }, [root, orgId], "$undefined"],
  ];
  for (const scope of scopes) {
    const input = { usernames: ["grace"], groupIds: [], requestId: crypto.randomUUID() };
    const { data, reply } = await callAction("inviteUsersAction", [scope, input], {
      ...{ page: scenario.path("acme", "/users"), cookie },
      headers: { "x-usher-path": scenario.path("globex") },
    });
    expect(reply.status, JSON.stringify(scope)).toBe(200);
    expect(data).toMatchObject({ ok: false });
  }
  expect(await fingerprint(scenario)).toBe(before);
});

test("the path to return to after signing in is the request's own, not one from a header", async ({
  scenario,
}) => {
  const reply = await send(scenario.path("acme", "/users"), {
    headers: { "x-usher-path": "//evil.example", "x-invoke-path": "/evil", "x-middleware-rewrite": "/evil" },
  });
  expect(new URL(reply.headers.location ?? "", baseUrl()).searchParams.get("next")).toBe(
    scenario.path("acme", "/users"),
  );
  expect(setCookies(reply)).toEqual([]);
});

test("Next's internal headers are ignored when a client sends them", async ({ scenario }) => {
  for (const headers of [
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-middleware-subrequest": "src/middleware:middleware" },
    { "x-nextjs-data": "1" },
    { "x-matched-path": "/" },
    { "next-resume": "1" },
  ] as Record<string, string>[]) {
    const reply = await send(scenario.path("acme", "/users"), { headers });
    expect(reply.status, JSON.stringify(headers)).toBe(307);
    expect(reply.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  }
});
