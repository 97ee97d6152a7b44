import { randomUUID } from "node:crypto";
import { eq, gt, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Forbidden, Refusal } from "@/db/errors";
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
import { race, testBothOrders, waitUntilBlocked } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { enableUser } from "@/db/users/enable";
import { insertUser } from "@/db/users/insert";
import { removeUser } from "@/db/users/remove";
import { lockRights, rightsLock } from "./rights-lock";

const { db } = testDatabase();

const COMMANDS = findWriters().filter(({ permission }) => permission !== null);

describe("a command is denied when its actor is disabled between the check and the write", () => {
  test.each(COMMANDS)("$name", async ({ name, permission }) => {
    const scenario = await seedScenario(db);
    const act = await AUDIT_CASES[name]?.arrange(scenario);
    if (!act) throw new Error(`There is no audit case for ${name}.`);
    const actor = permission?.startsWith("organizations.") ? "ada" : "alex";
    const before = await eventCount();
    const { acting } = await db.transaction(async (tx) => {
      await lockRights(tx, { revoked: [scenario.userId(actor)] });
      await tx
        .update(users)
        .set({ disabledAt: new Date() })
        .where(eq(users.id, scenario.userId(actor)));
      const acting = Promise.allSettled([act()]);
      await waitUntilBlocked(db);
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
  // The edit has checked the rights when it comes to this account, and revoking must wait for it.
  const lock = sql`select from memberships where user_id = ${nora} for update`;
  const results = await race(db, [edit, revoke], { lock });
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
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
    await waitUntilBlocked(db);
    const [row] = await tx.execute<{ now: string }>(sql`select to_json(clock_timestamp()) #>> '{}' as now`);
    return { editing, waited: new Date(row?.now ?? "") };
  });
  await editing;
  const [event] = await auditOf(scenario, "acme", "users.edit");
  expect(event?.at.getTime()).toBeGreaterThanOrEqual(waited.getTime());
});

test("of two administrators who disable each other at once, the second is denied", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  await addToGroup(db, acme.id, scenario.userId("sam"), acme.administratorsId);
  const [alex, sam] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("sam", "acme")];
  const results = await race(db, [
    () => disableUser({ ctx: alex, input: { userId: scenario.userId("sam") } }),
    () => disableUser({ ctx: sam, input: { userId: scenario.userId("alex") } }),
  ]);
  expect(results).toMatchObject([{ status: "fulfilled" }, { reason: expect.any(Forbidden) }]);
});

testBothOrders(
  "commands that revoke rights and commands that rely on them never deadlock",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { acme, meridian } = scenario.organizations;
    const { edit, group } = await prepareEdit(scenario);
    await addToGroup(db, acme.id, scenario.userId("sam"), acme.administratorsId);
    const ada = await scenario.contextOf("ada", "meridian");
    const [alex, sam] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("sam", "acme")];
    const [aboutSam, aboutAlex] = [{ userId: scenario.userId("sam") }, { userId: scenario.userId("alex") }];
    const commands = [
      edit,
      () => disableUser({ ctx: sam, input: aboutAlex }),
      () => disableUser({ ctx: alex, input: aboutSam }),
      () => enableUser({ ctx: alex, input: aboutSam }),
      () => removeMembers({ ctx: alex, input: { groupId: group.id, userIds: [aboutSam.userId] } }),
      () => disableOrganization({ ctx: ada, input: { organizationId: acme.id } }),
      () => removeUser({ ctx: sam, input: aboutAlex }),
      edit,
    ];
    // All of them rely on the root, and some lock accounts before it.
    const lock = rightsLock({ revoked: [meridian.id] });
    const results = await race(db, commands, { reversed, lock });
    const unexpected = results.flatMap((result) =>
      result.status === "rejected" && !(result.reason instanceof Refusal) ? [result.reason] : [],
    );
    expect(unexpected).toEqual([]);
  },
);

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

async function eventCount(): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`
    select coalesce(max(id), 0)::int as id from audit_events`);
  return row?.id ?? 0;
}
