import { randomUUID } from "node:crypto";
import { eq, gt, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Unavailable } from "@/db/connection/unavailable";
import { Forbidden, NotFound, Refusal } from "@/db/errors";
import { assignRolesToGroup } from "@/db/groups/assign-roles";
import { deleteGroup } from "@/db/groups/delete";
import { removeMembers } from "@/db/groups/remove-members";
import { acceptInvitation } from "@/db/invitations/accept";
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
import { auditOf } from "@/db/testing/queries";
import { race, testBothOrders, waitUntilBlocked } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { enableUser } from "@/db/users/enable";
import { insertUser } from "@/db/users/insert";
import { removeUser, removeUsers } from "@/db/users/remove";
import { accountRights, lockRights, organizationRights, rightsLock } from "./rights-lock";

const { db, url } = testDatabase();

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

test("of two administrators who disable each other at the same time, the second is denied", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  await addToGroup(db, acme.id, scenario.userId("sam"), acme.administratorsGroupId);
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
    await addToGroup(db, acme.id, scenario.userId("sam"), acme.administratorsGroupId);
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
    // All of them rely on the rights of the root, and some lock an account first.
    const lock = rightsLock({ revoked: [organizationRights(meridian.id)] });
    const results = await race(db, commands, { reversed, lock });
    const unexpected = results.flatMap((result) =>
      result.status === "rejected" && !(result.reason instanceof Refusal) ? [result.reason] : [],
    );
    expect(unexpected).toEqual([]);
  },
);

/** Gives a user users.edit in Acme through a group, and prepares the command with which they rename nora. */
async function prepareEdit(scenario: Scenario, editor: "sam" | "grace" = "sam") {
  const { acme } = scenario.organizations;
  const group = await seedGroup(db, acme.id, ["users.edit"]);
  if (editor === "grace")
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  await addToGroup(db, acme.id, scenario.userId(editor), group.id);
  const profile = { username: "nora", name: "Nora", email: "nora@acme-travel.example" };
  const nora = await insertUser(db, { ...profile, organizationId: acme.id, password: null, groupIds: [] });
  const ctx = await scenario.contextOf(editor, "acme");
  if (!ctx.session) throw new Error("A signed-in user has a session.");
  const edit = () => editUser({ ctx, input: { ...profile, userId: nora, name: `Nora ${randomUUID()}` } });
  return { group, nora, session: ctx.session, edit };
}

async function eventCount(): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`
    select coalesce(max(id), 0)::int as id from audit_events`);
  return row?.id ?? 0;
}

test("a command that revokes waits for rights longer than others wait for locks", async () => {
  const scenario = await seedScenario(db);
  const impatient = createDatabase(url, {
    connections: 2,
    timeouts: { connecting: 5000, statement: 200, transaction: 20_000 },
  });
  const ctx = { ...(await scenario.contextOf("alex", "acme")), db: impatient };
  const { disabling, denied } = await db.transaction(async (tx) => {
    await lockRights(tx, { relied: [accountRights(scenario.userId("sam"))] });
    const disabling = Promise.allSettled([disableUser({ ctx, input: { userId: scenario.userId("sam") } })]);
    await waitUntilBlocked(db);
    const denied = impatient.transaction((other) =>
      lockRights(other, { revoked: [accountRights(scenario.userId("sam"))] }),
    );
    return { disabling, denied: await denied.catch((error: unknown) => error) };
  });
  expect(denied, "200 ms later").toBeInstanceOf(Unavailable);
  expect(await disabling).toMatchObject([{ status: "fulfilled" }]);
  await impatient.close();
});

test("an organization's id that is sent as a user's id locks nothing that others need", async () => {
  const scenario = await seedScenario(db);
  const { meridian } = scenario.organizations;
  const hank = await scenario.contextOf("hank", "globex");
  await db.transaction(async (tx) => {
    await lockRights(tx, { relied: [organizationRights(meridian.id)] }); // as any command in the tree does
    const removing = removeUser({ ctx: hank, input: { userId: meridian.id } });
    await expect(removing).rejects.toThrow(NotFound);
  });
});
