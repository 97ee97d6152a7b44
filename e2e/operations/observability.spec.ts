import { sql } from "drizzle-orm";
import { startSmtp } from "@/app/_server/testing/smtp";
import { DEMO_IDS } from "@/db/seed/demo";
import { send, trySignIn } from "@/e2e/fixtures/http";
import { sampleOf, seriesOf } from "@/e2e/fixtures/metrics";
import { startSeparateUsher } from "@/e2e/fixtures/separate-usher";
import { callAction } from "@/e2e/fixtures/server-actions";
import { expect, test } from "@/e2e/fixtures/test";
import { startTraceCollector } from "@/e2e/fixtures/trace-collector";

test.describe.configure({ mode: "default" });

const TOKEN = "only-for-this-test-0123456789";
const LINK = `${"a".repeat(42)}Q`;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const acme = `/t/meridian/o/${DEMO_IDS.acme}`;

type LogLine = Readonly<Record<string, unknown>>;

let collector: Awaited<ReturnType<typeof startTraceCollector>>;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let usher: Awaited<ReturnType<typeof startSeparateUsher>>;
let cookie: string;

test.beforeAll(async () => {
  [collector, smtp] = await Promise.all([startTraceCollector(), startSmtp()]);
  usher = await startSeparateUsher({
    METRICS_TOKEN: TOKEN,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    LOG_LEVEL: "info",
    WORKER: "inside",
    SMTP_URL: smtp.url,
  });
  cookie = await usher.cookieFor("alex", "acme");
});

test.afterAll(async () => {
  await usher.stop();
  await Promise.all([collector.stop(), smtp.close()]);
});

test("metrics need the metrics token", async () => {
  for (const authorization of ["", "Bearer wrong", TOKEN, `Bearer ${TOKEN}x`]) {
    const reply = await send("/api/metrics", { base: usher.base, headers: { authorization } });
    expect([reply.status, reply.headers["www-authenticate"]]).toEqual([401, "Bearer"]);
    expect(reply.body).not.toContain("usher_");
  }
  const reply = await metrics();
  expect(reply.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(reply.headers["cache-control"]).toBe("no-store");
});

test("without METRICS_TOKEN the metrics don't exist", async () => {
  expect((await send("/api/metrics")).status).toBe(404);
});

test("one request id follows an invitation from the request to the email, in the log and the audit log", async () => {
  const input = { usernames: ["grace"], groupIds: [], requestId: crypto.randomUUID() };
  const { reply, data } = await callAction(
    "inviteUsersAction",
    [scopeOf(await usher.accountIdOf("alex")), input],
    {
      ...{ page: `${acme}/users`, base: usher.base, cookie },
      headers: { origin: usher.base },
    },
  );
  expect(data).toMatchObject({ ok: true });
  const requestId = `${reply.headers["x-request-id"]}`;
  await expect.poll(() => smtp.emails.length).toBe(1);
  await expect
    .poll(() => linesOf(requestId).sort((one, other) => `${one.msg}`.localeCompare(`${other.msg}`)))
    .toMatchObject([
      { msg: "Job", task: "send-invitation", outcome: "done" }, // can be done before the response has been sent
      { msg: "Request", action: "inviteUsers", outcome: "done", status: 200, organizationId: DEMO_IDS.acme },
    ]);
  const events = await usher.db.execute(sql`
    select action from audit_events where request_id = ${requestId}::uuid order by id`);
  expect(events.map(({ action }) => action)).toEqual(["invitations.create", "invitations.send"]);

  const { body } = await metrics();
  expect(sampleOf(body, 'usher_actions_total{action="inviteUsers",outcome="done"}')).toBe(1);
  expect(sampleOf(body, 'usher_job_duration_seconds_count{task="send-invitation",outcome="done"}')).toBe(1);
  expect(sampleOf(body, 'usher_emails_total{outcome="sent"}')).toBe(1);
  expect(sampleOf(body, "usher_workers")).toBe(1);
  expect(sampleOf(body, "usher_database_up")).toBe(1);
  expect(sampleOf(body, "usher_warnings")).toBe(0);
  expect(sampleOf(body, "usher_queue_oldest_job_seconds")).toBeGreaterThanOrEqual(0);
  expect(sampleOf(body, 'usher_database_connections{application="usher",state="total"}')).toBeGreaterThan(0);
  expect(
    sampleOf(body, 'usher_database_connections{application="usher-queue",state="total"}'),
  ).toBeGreaterThan(0);
  expect(
    sampleOf(body, 'usher_database_statement_duration_seconds_count{application="usher"}'),
  ).toBeGreaterThan(0);
  expect(sampleOf(body, "nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
});

test("traces reach the collector with route and request, and without the link of an email", async () => {
  const responses = await Promise.all([
    send(`/accept/${LINK}?next=%2Faccept%2F${LINK}`, { base: usher.base }),
    send(`/not/accept-${LINK}`, { base: usher.base }),
    send(`${acme}/users?q=${LINK}`, { base: usher.base, cookie }),
  ]);
  for (const { headers } of responses) {
    const id = `${headers["x-request-id"]}`;
    await expect.poll(() => collector.received().includes(id), { timeout: 20_000 }).toBe(true);
  }
  expect(collector.received().includes("/accept/[[...token]]")).toBe(true);
  expect(collector.received()).not.toContain("vercel.runtime");
  expect(collector.received()).not.toContain("cloud.provider");
  for (const secret of [LINK, cookie.replace(/^[^=]*=/, "")]) {
    expect(collector.received().includes(secret)).toBe(false);
  }
});

test("metrics count actions by outcome, and limits that were reached", async () => {
  const credentials = { root: "meridian", organizationId: DEMO_IDS.acme, username: "sam", password: "wrong" };
  for (let tries = 0; tries < 12; tries++) await trySignIn(credentials, { base: usher.base });
  const [elena, alex] = [await usher.accountIdOf("elena"), await usher.accountIdOf("alex")];
  const sam = await usher.cookieFor("elena", "europe");
  const call = { page: `${acme}/users`, base: usher.base, cookie: sam, headers: { origin: usher.base } };
  await callAction("inviteUsersAction", [scopeOf(elena), {}], call);
  await callAction("inviteUsersAction", [scopeOf(alex), {}], { ...call, cookie });
  const { body } = await metrics();
  expect(sampleOf(body, 'usher_limits_hit_total{limit="sign-in-account-network"}')).toBe(2);
  expect(sampleOf(body, 'usher_actions_total{action="inviteUsers",outcome="not-found"}')).toBe(1);
  expect(sampleOf(body, 'usher_actions_total{action="inviteUsers",outcome="invalid"}')).toBe(1);
});

test("a hundred unknown URLs add no metric series, and no series contains their text", async () => {
  const random = () => `secret${crypto.randomUUID()}`;
  const addresses = () => [
    ...[`/${random()}`, `/t/${random()}`, `/t/${random()}/o/${random()}/users`, `/accept/${random()}`],
    ...[
      `/_next/static/${random()}`,
      `/api/${random()}`,
      `${acme}/users/${crypto.randomUUID()}`,
      `/?q=${random()}`,
    ],
  ];
  const ask = (path: string) =>
    send(path, { base: usher.base, cookie, headers: { "x-request-id": random() } });
  await Promise.all(addresses().map(ask));
  await ask("/api/metrics");
  const before = seriesOf((await metrics()).body);
  for (let count = 0; count < 40; count += 8) await Promise.all(addresses().map(ask));
  const files = () =>
    Array.from({ length: 16 }, (_, index) => `/${index % 2 ? "api" : "_next/static"}/${random()}`);
  for (let count = 0; count < 64; count += 16) await Promise.all(files().map(ask));
  const after = seriesOf((await metrics()).body);
  expect(after).toEqual(before);
  expect(after.join()).not.toContain("secret");
  expect(after.join()).not.toMatch(UUID);
});

test("a page that fails shows its request id, and the log has the reason once", async ({ page }) => {
  const [name = "", value = ""] = cookie.split(/=(.*)/s);
  await page.context().addCookies([{ name, value, url: usher.base }]);
  await usher.db.execute(sql`alter table roles rename column name to gone`);
  try {
    for (const open of [
      () => page.goto(`${usher.base}${acme}/roles`),
      async () => {
        await page.goto(`${usher.base}${acme}`);
        await page.getByRole("link", { name: "Roles", exact: true }).click();
      },
    ]) {
      await open();
      const id = page.getByRole("main").locator("code");
      await expect(id).toHaveText(UUID);
      const lines = linesOf(`${await id.textContent()}`);
      expect(lines.filter(({ level }) => level === "error")).toMatchObject([
        { err: { message: expect.stringContaining("Failed query") } },
      ]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  } finally {
    await usher.db.execute(sql`alter table roles rename column gone to name`);
  }
});

test("a failed sign-in logs its real cause", async () => {
  await usher.db.execute(sql`alter table sessions rename to gone`);
  try {
    const credentials = {
      root: "meridian",
      organizationId: DEMO_IDS.acme,
      username: "alex",
      password: "usher-demo-2026",
    };
    await trySignIn(credentials, { base: usher.base });
    await expect
      .poll(() => lines().filter(({ msg }) => msg === "Signing in failed"))
      .toMatchObject([
        { level: "error", err: { message: expect.stringContaining('relation "sessions" does not exist') } },
      ]);
  } finally {
    await usher.db.execute(sql`alter table gone rename to sessions`);
  }
});

test("however often health is probed while the database is away, the log says so once, without a stack trace", async () => {
  const before = lines().length;
  const probes: unknown[] = [];
  await usher.databaseProxy.refuse();
  try {
    for (const path of ["/api/health", "/api/health/ready"]) {
      for (let count = 0; count < 20; count++) {
        const { status, headers } = await send(path, { base: usher.base });
        expect(status).toBe(503);
        probes.push(headers["x-request-id"]);
      }
    }
    const { body } = await metrics();
    expect(sampleOf(body, "usher_database_up")).toBe(0);
    expect(body).not.toMatch(/^usher_queue_jobs\{/m);
    expect(
      lines()
        .slice(before)
        .filter(({ problem }) => problem === "away"),
    ).toHaveLength(1);
    const causes = lines().filter(({ requestId, err }) => err !== undefined && probes.includes(requestId));
    expect(causes).toEqual([]);
  } finally {
    await usher.databaseProxy.pass();
  }
});

function metrics() {
  return send("/api/metrics", { base: usher.base, headers: { authorization: `Bearer ${TOKEN}` } });
}

function lines(): LogLine[] {
  return usher
    .log()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
}

function linesOf(requestId: string): LogLine[] {
  return lines().filter((line) => line.requestId === requestId);
}

function scopeOf(accountId: string) {
  return { root: "meridian", orgId: DEMO_IDS.acme, accountId };
}
