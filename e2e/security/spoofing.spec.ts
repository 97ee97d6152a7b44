import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { callAction } from "./actions";
import { baseUrl, send, setCookies, trySignIn } from "./app";
import { mailOf } from "./emails";
import { expect, fingerprint, sentInvitation, test } from "./scenario";

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

test("redirects stay here, whatever host a request claims", async ({ world }) => {
  const sam = await world.cookie("sam", "acme");
  const ada = await world.cookie("ada", "meridian");
  for (const headers of SPOOFS) {
    const redirected = [
      await send(world.path("acme", "/users"), { headers }),
      await send(`/t/${world.handle}`, { headers }),
      await send(world.path("acme"), { headers, cookie: sam }),
      await send("/", { headers, cookie: ada }),
      await send("/api/auth/signin?callbackUrl=/x", { headers }),
      await send("/api/auth/signout", { headers }),
      await trySignIn(world.credentials("grace", "meridian"), { headers }),
    ];
    for (const { status, headers: answered } of redirected) {
      expect([302, 307]).toContain(status);
      const location = new URL(answered.location ?? "", baseUrl());
      expect(location.origin, JSON.stringify(headers)).toBe(baseUrl());
      expect(answered.location).not.toContain("evil");
    }
  }
});

test("no page repeats the host that a request claims", async ({ world }) => {
  const { link } = await world.linkFor("alex", "acme", "grace");
  for (const headers of SPOOFS) {
    for (const path of ["/", `/accept/${link}`, world.path("acme", "/sign-in"), "/api/auth/providers"]) {
      const reply = await send(path, { headers });
      expect(reply.body + JSON.stringify(reply.headers), path).not.toContain("evil");
    }
  }
});

test("the mail's link is of the configured address, whatever host the inviter's request claims", async ({
  world,
}) => {
  const cookie = await world.cookie("alex", "acme");
  const invitees = ["grace", "linus", "margaret", "dennis"] as const;
  for (const [index, headers] of SPOOFS.slice(1).entries()) {
    const invitee = invitees[index] ?? "grace";
    const input = { usernames: [invitee], groupIds: [], requestId: crypto.randomUUID() };
    await callAction("inviteUsersAction", [world.scope("acme"), input], {
      ...{ page: world.path("acme", "/users"), cookie, headers },
    });
    // One that claims another host than its origin is refused; then the same without.
    await callAction("inviteUsersAction", [world.scope("acme"), input], {
      page: world.path("acme", "/users"),
      cookie,
    });
    const id = await sentInvitation(world.db, world.places.acme.id, world.userId(invitee));
    const { headers: lines, body } = await mailOf(id);
    expect(lines.join() + body).not.toContain("evil");
    const addresses = [...body.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([url]) => new URL(url).origin);
    expect(new Set(addresses)).toEqual(new Set([baseUrl()]));
  }
});

test("an action with a spoofed host makes the app ask nobody else for the page that it leads to", async ({
  world,
}) => {
  let asked = 0;
  const elsewhere = createServer((_, answer) => {
    asked++;
    answer.end("evil");
  });
  await once(elsewhere.listen(0, "127.0.0.1"), "listening");
  const { port } = elsewhere.address() as AddressInfo; // what Node documents for a server that listens on a port
  const host = `127.0.0.1:${port}`;
  for (const headers of [{ host }, { "x-forwarded-host": host }, { host, "x-forwarded-host": host }]) {
    for (const page of ["/", "/my-organizations", world.path("acme")]) {
      for (const origin of [baseUrl(), `http://${host}`]) {
        const call = { page, headers: { ...headers, origin }, cookie: await world.cookie("alex", "acme") };
        await callAction("signOutAction", ["/"], call);
        await callAction("searchOrganizationsAction", ["a"], call);
      }
    }
  }
  elsewhere.close();
  expect(asked).toBe(0);
});

test("the organization joined is the stored invitation's, whatever arguments, cookies and headers say", async ({
  world,
}) => {
  const { link, invitationId } = await world.linkFor("alex", "acme", "grace");
  const globex = world.places.globex.id;
  const cookie = [
    await world.cookie("grace", "meridian"),
    `organization=${globex}; orgId=${globex}; organizationId=${globex}; invitation=${invitationId}`,
  ].join("; ");
  const headers = { "x-organization-id": globex, "x-usher-path": world.path("globex") };
  const query = new URLSearchParams({ orgId: globex, organizationId: globex, root: "orbit" });
  const extra = { orgId: globex, organizationId: globex, root: world.handle };
  const answer = await callAction("acceptInvitationAction", [link, extra, globex], {
    ...{ page: `/accept/${link}?${query}`, cookie, headers },
  });
  expect(answer.redirect, "with no group there").toBe(`/my-organizations?at=${world.places.acme.id}`);
  const joined = await world.db.execute<{ id: string }>(sql`
    select organization_id as id from memberships where user_id = ${world.userId("grace")} and origin = 'invited'`);
  expect(joined.map(({ id }) => id)).toEqual([world.places.acme.id]);
});

test("a tampered bound scope opens nothing", async ({ world }) => {
  const cookie = await world.cookie("alex", "acme");
  const before = await fingerprint(world);
  const { root, orgId } = world.scope("acme");
  const scopes: unknown[] = [
    world.scope("globex"),
    { root, orgId: world.places.globex.id },
    { root: world.handleOf("orbit"), orgId },
    { root: [root], orgId: [world.places.globex.id] },
    { root, orgId: { toString: world.places.globex.id } },
    { root: `${root}' or '1'='1`, orgId },
    { root, orgId: `${orgId}/../${world.places.globex.id}` },
    { root, orgId: orgId.toUpperCase().replace(/^./, "x") },
    ...[null, 0, "", [], {}, { __proto__: null }, [root, orgId], "$undefined"],
  ];
  for (const scope of scopes) {
    const input = { usernames: ["grace"], groupIds: [], requestId: crypto.randomUUID() };
    const { data, reply } = await callAction("inviteUsersAction", [scope, input], {
      ...{ page: world.path("acme", "/users"), cookie },
      headers: { "x-usher-path": world.path("globex") },
    });
    expect(reply.status, JSON.stringify(scope)).toBe(200);
    expect(data).toMatchObject({ ok: false });
  }
  expect(await fingerprint(world)).toBe(before);
});

test("the address that signing in leads back to is of the request's own path, not of a header", async ({
  world,
}) => {
  const reply = await send(world.path("acme", "/users"), {
    headers: { "x-usher-path": "//evil.example", "x-invoke-path": "/evil", "x-middleware-rewrite": "/evil" },
  });
  expect(new URL(reply.headers.location ?? "", baseUrl()).searchParams.get("next")).toBe(
    world.path("acme", "/users"),
  );
  expect(setCookies(reply)).toEqual([]);
});

test("the headers with which Next speaks to itself cannot be sent from outside", async ({ world }) => {
  for (const headers of [
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-middleware-subrequest": "src/middleware:middleware" },
    { "x-nextjs-data": "1" },
    { "x-matched-path": "/" },
    { "next-resume": "1" },
  ] as Record<string, string>[]) {
    const reply = await send(world.path("acme", "/users"), { headers });
    expect(reply.status, JSON.stringify(headers)).toBe(307);
    expect(reply.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  }
});
