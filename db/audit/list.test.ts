import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { exportAudit } from "@/db/audit/export";
import { listAudit } from "@/db/audit/list";
import { type Cause, causeOf, record } from "@/db/audit/record";
import { createDatabase } from "@/db/client";
import { Forbidden } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { auditEvents } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { pagesOf } from "@/db/testing/paging";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { removeUser } from "@/db/users/remove";
import type { AuditFilter, AuditRow } from "./types";

const { db, url } = testDatabase();

const all: AuditFilter & { after: string | null; before: string | null } = {
  ...{ person: null, action: null, object: null, day: null, outcome: null, search: "" },
  ...{ after: null, before: null },
};

describe("the audit log of an organization", () => {
  let scenario: Scenario;
  const grace = randomUUID();
  const list = async (change: Partial<typeof all> = {}, who: "alex" | "ada" = "alex") =>
    listAudit({
      ctx: await scenario.contextOf(who, who === "ada" ? "meridian" : "acme"),
      input: { ...all, ...change },
    });
  const summaries = async (change: Partial<typeof all> = {}, who: "alex" | "ada" = "alex") =>
    (await list(change, who)).rows.map(summaryOf);

  beforeAll(async () => {
    scenario = await seedScenario(db);
    const [alex, ada] = [
      causeOf(await scenario.contextOf("alex", "acme")),
      causeOf(await scenario.contextOf("ada", "acme")),
    ];
    const hank = causeOf(await scenario.contextOf("hank", "globex"));
    await insertEvent("2026-03-01T10:00:00Z", alex, "users.assign", { id: grace, name: "grace" });
    await insertEvent("2026-03-01T23:59:59.999Z", ada, "users.edit", { id: grace, name: "grace" });
    await insertEvent("2026-03-02T00:00:00Z", alex, "groups.create", {
      id: randomUUID(),
      name: "Grace period",
    });
    await insertEvent("2026-03-03T00:00:00Z", alex, "users.assign", { name: null }, "refused");
    await insertEvent(
      "2026-03-04T00:00:00Z",
      { ...ada, actorId: null, actorName: null, actingFromId: null },
      "invitations.send-failed",
      { name: "li_us" },
    );
    await insertEvent("2026-03-05T00:00:00Z", hank, "users.assign", { id: grace, name: "grace" });
  });

  test("lists each event with actor, action, target, organization and IP address, newest first", async () => {
    const { rows, total, previous, next } = await list();
    expect(total).toEqual({ count: 5, more: false });
    expect([previous, next]).toEqual([null, null]);
    expect(rows.map(summaryOf)).toEqual([
      "nobody invitations.send-failed li_us",
      "alex users.assign null",
      "alex groups.create Grace period",
      "ada users.edit grace",
      "alex users.assign grace",
    ]);
    expect(rows[3]).toMatchObject({
      at: new Date("2026-03-01T23:59:59.999Z"),
      organization: { id: scenario.organizations.acme.id, name: "Acme Travel" },
      actingFrom: "Meridian Group",
      address: "192.0.2.1",
      outcome: "done",
      subjectId: grace,
    });
  });

  test("of an ancestor includes what its administrators did in child organizations, with the organization", async () => {
    const { rows, total } = await list({}, "ada");
    expect(total.count).toBe(1);
    expect(rows).toMatchObject([{ actorName: "ada", organization: { name: "Acme Travel" } }]);
  });

  const filters: [string, Partial<typeof all>, string[]][] = [
    ["person", { person: "ada" }, ["ada users.edit grace"]],
    ["action", { action: "users.assign" }, ["alex users.assign null", "alex users.assign grace"]],
    ["person and action", { person: "alex", action: "users.edit" }, []],
    ["object", { object: grace }, ["ada users.edit grace", "alex users.assign grace"]],
    ["object and person", { object: grace, person: "alex" }, ["alex users.assign grace"]],
    ["object and action", { object: grace, action: "users.edit" }, ["ada users.edit grace"]],
    ["day", { day: "2026-03-01" }, ["ada users.edit grace", "alex users.assign grace"]],
    ["another day", { day: "2026-03-02" }, ["alex groups.create Grace period"]],
    ["day and action", { day: "2026-03-01", action: "users.edit" }, ["ada users.edit grace"]],
    ["refusal", { outcome: "refused" }, ["alex users.assign null"]],
    [
      "outcome, person and action",
      { outcome: "done", person: "alex", action: "users.assign" },
      ["alex users.assign grace"],
    ],
  ];
  test.each(filters)("can be filtered by %s", async (_, filter, expected) => {
    expect(await summaries(filter)).toEqual(expected);
    expect((await list(filter)).total).toEqual({ count: expected.length, more: false });
  });

  const searches: [string, Partial<typeof all>, string[]][] = [
    ["GRACE", {}, ["alex groups.create Grace period", "ada users.edit grace", "alex users.assign grace"]],
    ["gra", {}, ["alex groups.create Grace period", "ada users.edit grace", "alex users.assign grace"]],
    ["ada", {}, ["ada users.edit grace"]],
    ["i_u", {}, ["nobody invitations.send-failed li_us"]],
    ["%", {}, []],
    ["nobody", {}, []],
    ["hank", {}, []],
    ["grace", { person: "ada" }, ["ada users.edit grace"]],
    ["grace", { action: "users.assign" }, ["alex users.assign grace"]],
    ["alex", { action: "groups.create" }, ["alex groups.create Grace period"]],
    ["grace", { object: grace, outcome: "done" }, ["ada users.edit grace", "alex users.assign grace"]],
    ["grace", { day: "2026-03-02" }, ["alex groups.create Grace period"]],
    ["grace", { outcome: "refused" }, []],
  ];
  test.each(searches)("can be searched for %j with the filter %j", async (search, filter, expected) => {
    expect(await summaries({ search, ...filter })).toEqual(expected);
    expect((await list({ search, ...filter })).total.count).toBe(expected.length);
    expect((await everything({ search, ...filter })).map(summaryOf)).toEqual(expected);
  });

  test("is exported completely in the order of the list, including events of child organizations", async () => {
    expect((await everything({})).map(summaryOf)).toEqual(await summaries());
    const ctx = await scenario.contextOf("ada", "meridian");
    expect((await rowsOf(exportAudit({ ctx, input: all }))).map(summaryOf)).toEqual(["ada users.edit grace"]);
  });

  const everything = async (filter: Partial<AuditFilter>) =>
    rowsOf(exportAudit({ ctx: await scenario.contextOf("alex", "acme"), input: { ...all, ...filter } }));

  test("needs audit.view", async () => {
    const ctx = { ...(await scenario.contextOf("alex", "acme")), permissions: new Set<never>() };
    await expect(listAudit({ ctx, input: all })).rejects.toThrow(Forbidden);
    await expect(exportAudit({ ctx, input: all }).next()).rejects.toThrow(Forbidden);
  });
});

describe("a long audit log", () => {
  let scenario: Scenario;
  const COUNT = 105;
  beforeAll(async () => {
    scenario = await seedScenario(db);
    const { acme, meridian } = scenario.organizations;
    await db.execute(sql`
      insert into audit_events (organization_id, acting_from_id, at, actor_name, action, outcome, subject_name)
      select ${acme.id}, case when n % 3 = 0 then ${meridian.id}::uuid end, timestamptz '2026-03-01' + n % 7 * interval '1 minute',
        'many-' || n % 5, 'users.edit', (case when n % 4 = 0 then 'refused' else 'done' end)::audit_outcome, 'about-' || n
      from generate_series(1, ${COUNT}) n`);
  });

  test.each([{}, { search: "about" }, { search: "many" }, { action: "users.edit" as const }])(
    "pages forward and back with %j, showing each event once even if several have the same time",
    async (filter) => {
      const ctx = await scenario.contextOf("alex", "acme");
      const { there, back, total } = await pagesOf((cursors) =>
        listAudit({ ctx, input: { ...all, ...filter, ...cursors } }),
      );
      expect(total.count).toBe(COUNT);
      expect(there.map((rows) => rows.length)).toEqual([20, 20, 20, 20, 20, 5]);
      expect(new Set(there.flat().map(({ id }) => id)).size).toBe(COUNT);
      expect(back).toEqual(there);
    },
  );

  test("shows events of the organization and its child organizations in one order", async () => {
    const ctx = await scenario.contextOf("ada", "meridian");
    for (let n = 0; n < 15; n++)
      await record(db, causeOf(ctx), { action: "groups.edit", details: { changes: {} } });
    const page = await listAudit({ ctx, input: all });
    expect(page.total.count).toBe(50);
    expect(page.rows.map(({ action }) => action)).toEqual([
      ...Array.from({ length: 15 }, () => "groups.edit"),
      ...Array.from({ length: 5 }, () => "users.edit"),
    ]);
  });

  test.each(["", "x", "bm9uc2Vuc2U", Buffer.from('["2026-03-01 00:00:00+00","x"]').toString("base64url")])(
    "the cursor %j reads as the first page",
    async (after) => {
      const page = await listAudit({
        ctx: await scenario.contextOf("alex", "acme"),
        input: { ...all, after },
      });
      expect(page.previous).toBeNull();
      expect(page.rows).toHaveLength(20);
    },
  );
});

test("a search finds events of any age, in the list and in the export", async () => {
  const scenario = await seedScenario(db);
  await db.execute(sql`
    insert into audit_events (organization_id, at, actor_name, action, subject_name)
    select
      ${scenario.organizations.acme.id},
      now() - n * interval '1 minute',
      'alex',
      'users.edit',
      case when n > 2997 then 'zq' else 'someone-' || n end
    from generate_series(1, 3000) n`);
  const ctx = await scenario.contextOf("alex", "acme");
  const search = (text: string) => listAudit({ ctx, input: { ...all, search: text } });
  const common = await search("SOMEONE");
  expect(common.total).toEqual({ count: 1000, more: true });
  expect(common.rows.at(0)?.subjectName).toBe("someone-1");
  expect(await search("someone-2997")).toMatchObject({
    total: { count: 1 },
    rows: [{ subjectName: "someone-2997" }],
  });
  expect((await search("ZQ ")).total).toEqual({ count: 3, more: false });
  expect(await rowsOf(exportAudit({ ctx, input: { ...all, search: "SOMEONE" } }))).toHaveLength(2997);
});

test("an export reads a thousand events at a time, only when they are requested", async () => {
  const scenario = await seedScenario(db);
  await db.execute(sql`
    insert into audit_events (organization_id, actor_name, action)
    select ${scenario.organizations.acme.id}, 'alex', 'sessions.create' from generate_series(1, 2500)`);
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
  const ctx = { ...(await scenario.contextOf("alex", "acme")), db: counting };
  const sizes: number[] = [];
  for await (const rows of exportAudit({ ctx, input: all })) {
    sizes.push(rows.length);
    expect(statements).toHaveLength(sizes.length);
  }
  expect(sizes).toEqual([1000, 1000, 500]);
  await counting.close();
});

test("events of a deleted organization show its name", async () => {
  const scenario = await seedScenario(db);
  const deletedId = randomUUID();
  const cause = causeOf(await scenario.contextOf("ada", "meridian"));
  await record(
    db,
    { ...cause, organizationId: deletedId, actingFromId: cause.organizationId },
    { action: "groups.edit", details: { changes: {} } },
  );
  const organizationsOfEvents = async () => {
    const { rows } = await listAudit({
      ctx: await scenario.contextOf("ada", "meridian"),
      input: { ...all, action: "groups.edit" },
    });
    return rows.map(({ organization }) => organization);
  };
  expect(await organizationsOfEvents()).toEqual([{ id: deletedId, name: null }]);
  await record(db, cause, {
    action: "organizations.delete",
    subject: { id: deletedId, name: "Old Branch" },
    details: { accounts: 0, invitedUsers: 0, pendingInvitations: 0 },
  });
  expect(await organizationsOfEvents()).toEqual([{ id: deletedId, name: "Old Branch" }]);
});

test("a membership in a child organization that ends because of its parent is recorded in both audit logs", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).answer);
  await acceptInvitation((await scenario.inviteAndDeliver("elena", "europe", "grace")).answer);
  await removeUser({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { userId: scenario.userId("grace") },
  });
  const filter = { ...all, action: "memberships.end" as const };
  const { rows } = await listAudit({ ctx: await scenario.contextOf("alex", "acme"), input: filter });
  expect(rows.map(({ organization, actorName }) => `${actorName} ${organization.name}`).sort()).toEqual([
    "alex Acme Travel",
    "alex Acme Travel Europe",
  ]);
});

async function insertEvent(
  at: string,
  cause: Cause,
  action: "users.assign" | "users.edit" | "groups.create" | "invitations.send-failed",
  subject: { id?: string; name: string | null },
  outcome: "done" | "refused" = "done",
): Promise<void> {
  await db.insert(auditEvents).values({
    ...{
      ...cause,
      at: new Date(at),
      action,
      outcome,
      subjectId: subject.id ?? null,
      subjectName: subject.name,
    },
  });
}

async function rowsOf(batches: AsyncGenerator<AuditRow[]>): Promise<AuditRow[]> {
  const rows: AuditRow[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

function summaryOf({ actorName, action, subjectName }: AuditRow): string {
  return `${actorName ?? "nobody"} ${action} ${subjectName}`;
}
