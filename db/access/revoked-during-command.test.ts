import { randomUUID } from "node:crypto";
import { eq, gt, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { assignRolesToGroup } from "@/db/groups/assign-roles";
import { deleteGroup } from "@/db/groups/delete";
import { removeMembers } from "@/db/groups/remove-members";
import { leaveOrganization } from "@/db/memberships/leave";
import { disableOrganization } from "@/db/organizations/disable";
import { changePassword } from "@/db/passwords/change";
import { setPassword } from "@/db/passwords/set";
import { assignRole } from "@/db/roles/assign";
import { deleteRole } from "@/db/roles/delete";
import { editRole } from "@/db/roles/edit";
import { auditEvents, users } from "@/db/schema";
import { endAllSessions } from "@/db/sessions/end";
import type { Session } from "@/db/sessions/session";
import { COMMANDS } from "@/db/testing/audit-cases/all";
import { testDatabase } from "@/db/testing/database";
import { cheapHash, NEW_PASSWORD, sentLink } from "@/db/testing/passwords";
import { prepareEdit } from "@/db/testing/prepare-edit";
import { auditOf } from "@/db/testing/queries";
import { race, waitUntilBlocked } from "@/db/testing/race";
import { type Scenario, type seedGroup, seedScenario } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { removeUser, removeUsers } from "@/db/users/remove";
import { accountRights, lockRights } from "./rights-lock";

const { db } = testDatabase();

describe("a command is denied when its actor is disabled between the check and the write", () => {
  test.each(COMMANDS)("$name", async ({ command: { permission }, arrange }) => {
    const scenario = await seedScenario(db);
    const act = await arrange(scenario);
    const actor = permission.startsWith("organizations.") ? "ada" : "alex";
    const before = await eventCount();
    const { acting } = await db.transaction(async (tx) => {
      await lockRights(tx, { revoked: [accountRights(scenario.userId(actor))] });
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

/** Each takes the permission users.edit in Acme from grace, an invited user. */
const REVOCATIONS: Readonly<Record<string, Revoke>> = {
  "the account is disabled": async (scenario) =>
    disableUser({
      ctx: await scenario.contextOf("ada", "meridian"),
      input: { userId: scenario.userId("grace") },
    }),
  "the account is deleted": async (scenario) =>
    deleteUser({
      ctx: await scenario.contextOf("ada", "meridian"),
      input: { userId: scenario.userId("grace") },
    }),
  "the user is removed": async (scenario) =>
    removeUser({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { userId: scenario.userId("grace") },
    }),
  "several users are removed": async (scenario) =>
    removeUsers({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { userIds: [scenario.userId("grace"), scenario.userId("linus")] },
    }),
  "the user leaves the organization": (scenario, { session }) =>
    leaveOrganization({
      db,
      session,
      organizationId: scenario.organizations.acme.id,
      address: "192.0.2.1",
    }),
  "the user gets other groups": async (scenario) =>
    assignGroups({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { userId: scenario.userId("grace"), groupIds: [] },
    }),
  "the user leaves the group": async (scenario, { id }) =>
    removeMembers({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { groupId: id, userIds: [scenario.userId("grace")] },
    }),
  "many users leave the group": async (scenario, { id }) =>
    removeMembers({
      ctx: await scenario.contextOf("alex", "acme"),
      input: {
        groupId: id,
        userIds: [scenario.userId("grace"), ...Array.from({ length: 200 }, () => randomUUID())],
      },
    }),
  "the role loses the permission": async (scenario, { roleId, name }) =>
    editRole({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { roleId, name, permissions: [], before: ["users.edit"] },
    }),
  "the role is taken from the group": async (scenario, { id, roleId }) =>
    assignRole({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { roleId, groupIds: [], before: [id] },
    }),
  "the group loses the role": async (scenario, { id, roleId }) =>
    assignRolesToGroup({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { groupId: id, roleIds: [], before: [roleId] },
    }),
  "the role is deleted": async (scenario, { roleId }) =>
    deleteRole({ ctx: await scenario.contextOf("alex", "acme"), input: { roleId } }),
  "the group is deleted": async (scenario, { id }) =>
    deleteGroup({ ctx: await scenario.contextOf("alex", "acme"), input: { groupId: id } }),
  "the organization is disabled": async (scenario) =>
    disableOrganization({
      ctx: await scenario.contextOf("ada", "meridian"),
      input: { organizationId: scenario.organizations.acme.id },
    }),
  "the password is changed in another browser": async (scenario) => {
    const [id, current] = [scenario.userId("grace"), "an old password of hers"];
    await db
      .update(users)
      .set({ passwordHash: await cheapHash(current) })
      .where(eq(users.id, id));
    const input = { current, password: NEW_PASSWORD };
    await changePassword({ db, session: await scenario.session("grace"), input, address: "192.0.2.1" });
  },
  "the sessions end": (_, { session }) => endAllSessions({ db, session, address: "192.0.2.1" }),
};

describe("a command that needs a revoked right is denied, and the audit log lists it after the revocation", () => {
  test.each(Object.entries(REVOCATIONS))("when %s", async (_, revoke) => {
    const scenario = await seedScenario(db);
    const { edit, group, session } = await prepareEdit(scenario, "grace");
    const before = await eventCount();
    await revoke(scenario, { ...group, session });
    await expect(edit()).rejects.toThrow(Forbidden);
    const outcomes = (await eventsAfter(before)).map(({ outcome }) => outcome);
    expect(outcomes.length).toBeGreaterThan(1);
    expect(outcomes.indexOf("refused")).toBe(outcomes.length - 1);
    expect(await auditOf(scenario, "acme", "users.edit")).toMatchObject([{ outcome: "refused" }]);
  });
});

describe("a command that has checked its rights finishes before they are revoked", () => {
  test.each(Object.entries(REVOCATIONS))("when %s", async (_, revoke) => {
    const scenario = await seedScenario(db);
    const { edit, nora, group, session } = await prepareEdit(scenario, "grace");
    const before = await eventCount();
    // The edit has checked its rights before it waits for this account, so revoking them must wait for the edit.
    const lock = sql`select from memberships where user_id = ${nora} for update`;
    const results = await race(db, [edit, () => revoke(scenario, { ...group, session })], { lock });
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const [first, ...later] = await eventsAfter(before);
    expect(first).toMatchObject({ action: "users.edit", outcome: "done" });
    expect(later.length).toBeGreaterThan(0);
  });
});

test("a command that has checked its rights finishes before a password link ends its session", async () => {
  const scenario = await seedScenario(db);
  const { use } = await sentLink(scenario, "grace");
  const { edit, nora } = await prepareEdit(scenario, "grace");
  const before = await eventCount();
  const lock = sql`select from memberships where user_id = ${nora} for update`;
  await race(db, [edit, () => setPassword(use)], { lock });
  expect(await eventsAfter(before)).toMatchObject([
    { action: "users.edit", outcome: "done" },
    { action: "passwords.set" },
  ]);
});

async function eventsAfter(id: number) {
  return await db
    .select()
    .from(auditEvents)
    .where(gt(auditEvents.id, id))
    .orderBy(auditEvents.at, auditEvents.id);
}

test("an event has the time at which it was written, not the time at which its transaction began", async () => {
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

async function eventCount(): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`
    select coalesce(max(id), 0)::int as id from audit_events`);
  return row?.id ?? 0;
}
