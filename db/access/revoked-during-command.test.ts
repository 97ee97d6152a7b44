import { randomUUID } from "node:crypto";
import { eq, gt, sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { Forbidden } from "@/db/errors";
import { deleteGroup } from "@/db/groups/delete";
import { removeMembers } from "@/db/groups/remove-members";
import { disableOrganization } from "@/db/organizations/disable";
import { editRole } from "@/db/roles/edit";
import { auditEvents, users } from "@/db/schema";
import { endAllSessions } from "@/db/sessions/end";
import type { Session } from "@/db/sessions/session";
import { AUDIT_CASES } from "@/db/testing/audit-cases/all";
import { findWriters } from "@/db/testing/audit-cases/find-writers";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { repeatRace } from "@/db/testing/repeat-race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { enableUser } from "@/db/users/enable";
import { insertUser } from "@/db/users/insert";
import { removeUser } from "@/db/users/remove";
import { lockRights } from "./rights-lock";

const { db } = testDatabase();

const COMMANDS = findWriters().filter(({ permission }) => permission !== null);

describe("a command is denied when its actor is disabled between the check and the write", () => {
  test.each(COMMANDS)("$name", async ({ name, permission }) => {
    const scenario = await seedScenario(db);
    const act = await AUDIT_CASES[name]?.deed(scenario);
    const actor = permission?.startsWith("organizations.") ? "ada" : "alex";
    const before = await eventCount();
    const { acting } = await db.transaction(async (tx) => {
      await lockRights(tx, { revoked: [scenario.userId(actor)] });
      await tx
        .update(users)
        .set({ disabledAt: new Date() })
        .where(eq(users.id, scenario.userId(actor)));
      const acting = Promise.allSettled([act?.()]);
      await waitForLocks(1);
      return { acting };
    });
    const [acted] = await acting;
    expect(acted).toMatchObject({ status: "rejected", reason: expect.any(Forbidden) });
    const events = await db.select().from(auditEvents).where(gt(auditEvents.id, before));
    expect(events).toMatchObject([{ action: permission, outcome: "refused", actorName: actor }]);
  });
});

type Revoke = (
  scenario: Scenario,
  from: Awaited<ReturnType<typeof seedGroup>> & { session: Session },
) => Promise<unknown>;

const REVOCATIONS: Readonly<Record<string, Revoke>> = {
  "the account is disabled": async (scenario) =>
    disableUser({ ctx: await scenario.contextOf("alex", "acme"), input: { userId: scenario.userId("sam") } }),
  "the user leaves the group": async (scenario, { id }) =>
    removeMembers({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { groupId: id, userIds: [scenario.userId("sam")] },
    }),
  "the role loses the permission": async (scenario, { roleId, name }) =>
    editRole({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { roleId, name, permissions: [], before: ["users.edit"] },
    }),
  "the group is deleted": async (scenario, { id }) =>
    deleteGroup({ ctx: await scenario.contextOf("alex", "acme"), input: { groupId: id } }),
  "the organization is disabled": async (scenario) =>
    disableOrganization({
      ctx: await scenario.contextOf("ada", "meridian"),
      input: { organizationId: scenario.organizations.acme.id },
    }),
  "the sessions end": (_, { session }) => endAllSessions({ db, session, address: "192.0.2.1" }),
};

describe("a right that is revoked first is denied afterward, and the audit log has them in this order", () => {
  test.each(Object.entries(REVOCATIONS))("when %s", async (_, revoke) => {
    const scenario = await seedScenario(db);
    const { edit, group, session } = await prepareEdit(scenario);
    const before = await eventCount();
    await revoke(scenario, { ...group, session });
    await expect(edit()).rejects.toThrow(Forbidden);
    const events = await db
      .select()
      .from(auditEvents)
      .where(gt(auditEvents.id, before))
      .orderBy(auditEvents.at, auditEvents.id);
    expect(events.map(({ outcome }) => outcome)).toEqual(["done", "refused"]);
    expect(await auditOf(scenario, "acme", "users.edit")).toMatchObject([{ outcome: "refused" }]);
  });
});

test("a command that has checked its rights finishes before they are revoked", async () => {
  const scenario = await seedScenario(db);
  const { edit, nora } = await prepareEdit(scenario);
  const ctx = await scenario.contextOf("alex", "acme");
  const revoke = () => disableUser({ ctx, input: { userId: scenario.userId("sam") } });
  const [editing, revoking] = await db.transaction(async (tx) => {
    // The edit has checked the rights when it comes to this account, and revoking must wait for it.
    await tx.execute(sql`select from memberships where user_id = ${nora} for update`);
    const first = edit();
    await waitForLocks(1);
    const second = revoke();
    await waitForLocks(2);
    return [first, second];
  });
  await Promise.all([editing, revoking]);
  const times = await db.execute<{ action: string }>(sql`
    select action
    from audit_events
    where organization_id = ${scenario.organizations.acme.id}
      and action in ('users.edit', 'users.disable')
    order by at, id`);
  expect(times.map(({ action }) => action)).toEqual(["users.edit", "users.disable"]);
});

test("an event has the time when it is written, not when its transaction began", async () => {
  const scenario = await seedScenario(db);
  const { edit, nora } = await prepareEdit(scenario);
  const { editing, waited } = await db.transaction(async (tx) => {
    await tx.execute(sql`select from memberships where user_id = ${nora} for update`);
    const editing = edit();
    await waitForLocks(1);
    const [row] = await tx.execute<{ now: string }>(sql`select to_json(clock_timestamp()) #>> '{}' as now`);
    return { editing, waited: new Date(row?.now ?? "") };
  });
  await editing;
  const [event] = await auditOf(scenario, "acme", "users.edit");
  expect(event?.at.getTime()).toBeGreaterThanOrEqual(waited.getTime());
});

repeatRace("when two administrators disable each other at the same time, one stays", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  await addToGroup(db, acme.id, scenario.userId("sam"), acme.administratorsId);
  const [alex, sam] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("sam", "acme")];
  const ended = await Promise.allSettled([
    disableUser({ ctx: alex, input: { userId: scenario.userId("sam") } }),
    disableUser({ ctx: sam, input: { userId: scenario.userId("alex") } }),
  ]);
  expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(ended.find(({ status }) => status === "rejected")).toMatchObject({ reason: expect.any(Forbidden) });
});

repeatRace("commands that revoke rights and commands that rely on them never deadlock", async (round) => {
  const scenario = await seedScenario(db);
  const { edit, group } = await prepareEdit(scenario);
  const [ada, alex] = [await scenario.contextOf("ada", "meridian"), await scenario.contextOf("alex", "acme")];
  const acts = [
    edit,
    () => enableUser({ ctx: alex, input: { userId: scenario.userId("sam") } }),
    () => removeMembers({ ctx: alex, input: { groupId: group.id, userIds: [scenario.userId("sam")] } }),
    () => disableOrganization({ ctx: ada, input: { organizationId: scenario.organizations.acme.id } }),
    () => disableUser({ ctx: alex, input: { userId: scenario.userId("sam") } }),
    () => removeUser({ ctx: alex, input: { userId: scenario.userId("sam") } }),
    edit,
  ];
  const ended = await Promise.allSettled((round % 2 ? acts : acts.toReversed()).map((act) => act()));
  const unexpected = ended.flatMap((result) =>
    result.status === "rejected" && !("kind" in Object(result.reason)) ? [result.reason] : [],
  );
  expect(unexpected).toEqual([]);
});

/** Gives sam of Acme users.edit through a group, and prepares a command by which sam renames nora. */
async function prepareEdit(scenario: Scenario) {
  const { acme } = scenario.organizations;
  const group = await seedGroup(db, acme.id, ["users.edit"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
  const profile = { username: "nora", name: "Nora", email: "nora@acme.example" };
  const nora = await insertUser(db, { ...profile, organizationId: acme.id, password: null, groupIds: [] });
  const ctx = await scenario.contextOf("sam", "acme");
  if (!ctx.session) throw new Error("A signed-in user has a session.");
  const edit = () => editUser({ ctx, input: { ...profile, userId: nora, name: `Nora ${randomUUID()}` } });
  return { group, nora, session: ctx.session, edit };
}

async function waitForLocks(count: number): Promise<void> {
  await vi.waitUntil(
    async () => {
      const waiting = await db.execute(sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      return waiting.length >= count;
    },
    { timeout: 20_000 },
  );
}

async function eventCount(): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`
    select coalesce(max(id), 0)::int as id from audit_events`);
  return row?.id ?? 0;
}
