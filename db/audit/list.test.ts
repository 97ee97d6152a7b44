import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { exportAudit } from "@/db/audit/export";
import { listAudit } from "@/db/audit/list";
import { listAuditPeople } from "@/db/audit/people";
import { type Cause, causeOf } from "@/db/audit/record";
import { Forbidden } from "@/db/errors";
import { auditEvents } from "@/db/schema";
import { ALL_EVENTS } from "@/db/testing/audit-filter";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { readAuditFilter } from "./input";
import type { AuditFilter, AuditRow } from "./types";

const { db } = testDatabase();

describe("the audit log of an organization", () => {
  let scenario: Scenario;
  const grace = randomUUID();
  const list = async (change: Partial<typeof ALL_EVENTS> = {}, who: "alex" | "ada" = "alex") =>
    listAudit({
      ctx: await scenario.contextOf(who, who === "ada" ? "meridian" : "acme"),
      input: { ...ALL_EVENTS, ...change },
    });
  const summaries = async (change: Partial<typeof ALL_EVENTS> = {}, who: "alex" | "ada" = "alex") =>
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

  const filters: [string, Partial<typeof ALL_EVENTS>, string[]][] = [
    ["person", { person: "ada" }, ["ada users.edit grace"]],
    ["action", { action: "users.assign" }, ["alex users.assign null", "alex users.assign grace"]],
    ["person and action", { person: "alex", action: "users.edit" }, []],
    ["object", { object: grace }, ["ada users.edit grace", "alex users.assign grace"]],
    ["object and person", { object: grace, person: "alex" }, ["alex users.assign grace"]],
    ["object and action", { object: grace, action: "users.edit" }, ["ada users.edit grace"]],
    ["day", { from: "2026-03-01", to: "2026-03-01" }, ["ada users.edit grace", "alex users.assign grace"]],
    ["another day", { from: "2026-03-02", to: "2026-03-02" }, ["alex groups.create Grace period"]],
    [
      "day and action",
      { from: "2026-03-01", to: "2026-03-01", action: "users.edit" },
      ["ada users.edit grace"],
    ],
    [
      "several days",
      { from: "2026-03-02", to: "2026-03-03" },
      ["alex users.assign null", "alex groups.create Grace period"],
    ],
    ["days until one", { to: "2026-03-01" }, ["ada users.edit grace", "alex users.assign grace"]],
    ["days since one", { from: "2026-03-04" }, ["nobody invitations.send-failed li_us"]],
    ["days in the wrong order", { from: "2026-03-03", to: "2026-03-01" }, []],
    [
      "day in Los Angeles",
      { from: "2026-03-01", to: "2026-03-01", timeZone: "America/Los_Angeles" },
      ["alex groups.create Grace period", "ada users.edit grace", "alex users.assign grace"],
    ],
    [
      "day in Auckland",
      { from: "2026-03-02", to: "2026-03-02", timeZone: "Pacific/Auckland" },
      ["alex groups.create Grace period", "ada users.edit grace"],
    ],
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

  const searches: [string, Partial<typeof ALL_EVENTS>, string[]][] = [
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
    ["grace", { from: "2026-03-02", to: "2026-03-02" }, ["alex groups.create Grace period"]],
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
    expect((await rowsOf(exportAudit({ ctx, input: ALL_EVENTS }))).map(summaryOf)).toEqual([
      "ada users.edit grace",
    ]);
  });

  const everything = async (filter: Partial<AuditFilter>) =>
    rowsOf(
      exportAudit({ ctx: await scenario.contextOf("alex", "acme"), input: { ...ALL_EVENTS, ...filter } }),
    );

  test("needs audit.view", async () => {
    const ctx = { ...(await scenario.contextOf("alex", "acme")), permissions: new Set<never>() };
    await expect(listAudit({ ctx, input: ALL_EVENTS })).rejects.toThrow(Forbidden);
    await expect(exportAudit({ ctx, input: ALL_EVENTS }).next()).rejects.toThrow(Forbidden);
    await expect(listAuditPeople(ctx)).rejects.toThrow(Forbidden);
  });
});

test("a link with one day, from before there were ranges, still shows that day", () => {
  expect(readAuditFilter({ day: "2026-03-01" }, "Asia/Tokyo")).toMatchObject({
    from: "2026-03-01",
    to: "2026-03-01",
    timeZone: "Asia/Tokyo",
  });
  expect(readAuditFilter({ from: "2026-02-30", to: "2026-03-01" }, "UTC")).toMatchObject({
    from: null,
    to: "2026-03-01",
  });
});

async function insertEvent(
  at: string,
  cause: Cause,
  action: "users.assign" | "users.edit" | "groups.create" | "invitations.send-failed",
  subject: { id?: string; name: string | null },
  outcome: "done" | "refused" = "done",
): Promise<void> {
  await db.insert(auditEvents).values({
    ...cause,
    at: new Date(at),
    action,
    outcome,
    subjectId: subject.id ?? null,
    subjectName: subject.name,
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
