import { randomUUID } from "node:crypto";
import { eq, gt, sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { lockRights } from "./rights-lock";
import { Forbidden } from "@/db/errors";
import { deleteGroup } from "@/db/groups/delete";
import { removeMembers } from "@/db/groups/remove-members";
import { disableOrganization } from "@/db/organizations/disable";
import { editRole } from "@/db/roles/edit";
import { auditEvents, users } from "@/db/schema";
import { endAllSessions } from "@/db/sessions/end";
import type { Session } from "@/db/sessions/session";
import { testDatabase } from "@/db/testing/database";
import { AUDIT_CASES } from "@/db/testing/audit-cases/all";
import { foundDeeds } from "@/db/testing/audit-cases/find-writers";
import { repeatRace } from "@/db/testing/repeat-race";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, plantGroup, plantWorld, type World } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { enableUser } from "@/db/users/enable";
import { insertUser } from "@/db/users/insert";
import { removeUser } from "@/db/users/remove";

const { db } = testDatabase();

const COMMANDS = foundDeeds().filter(({ permission }) => permission !== null);

describe("a command is denied when its actor is disabled between the check and the write", () => {
  test.each(COMMANDS)("$name", async ({ name, permission }) => {
    const world = await plantWorld(db);
    const act = await AUDIT_CASES[name]?.deed(world);
    const actor = permission?.startsWith("organizations.") ? "ada" : "alex";
    const before = await eventCount();
    const { acting } = await db.transaction(async (tx) => {
      await lockRights(tx, { revoked: [world.userId(actor)] });
      await tx
        .update(users)
        .set({ disabledAt: new Date() })
        .where(eq(users.id, world.userId(actor)));
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
  world: World,
  from: Awaited<ReturnType<typeof plantGroup>> & { session: Session },
) => Promise<unknown>;

const REVOCATIONS: Readonly<Record<string, Revoke>> = {
  "the account is disabled": async (world) =>
    disableUser({ ctx: await world.as("alex", "acme"), input: { userId: world.userId("sam") } }),
  "the user leaves the group": async (world, { id }) =>
    removeMembers({
      ctx: await world.as("alex", "acme"),
      input: { groupId: id, userIds: [world.userId("sam")] },
    }),
  "the role loses the permission": async (world, { roleId, name }) =>
    editRole({
      ctx: await world.as("alex", "acme"),
      input: { roleId, name, permissions: [], before: ["users.edit"] },
    }),
  "the group is deleted": async (world, { id }) =>
    deleteGroup({ ctx: await world.as("alex", "acme"), input: { groupId: id } }),
  "the organization is disabled": async (world) =>
    disableOrganization({
      ctx: await world.as("ada", "meridian"),
      input: { organizationId: world.places.acme.id },
    }),
  "the sessions end": (_, { session }) => endAllSessions({ db, session, address: "192.0.2.1" }),
};

describe("what is revoked first is denied afterward, and the audit has them in this order", () => {
  test.each(Object.entries(REVOCATIONS))("when %s", async (_, revoke) => {
    const world = await plantWorld(db);
    const { edit, group, session } = await samEdits(world);
    const before = await eventCount();
    await revoke(world, { ...group, session });
    await expect(edit()).rejects.toThrow(Forbidden);
    const events = await db
      .select()
      .from(auditEvents)
      .where(gt(auditEvents.id, before))
      .orderBy(auditEvents.at, auditEvents.id);
    expect(events.map(({ outcome }) => outcome)).toEqual(["done", "refused"]);
    expect(await auditOf(world, "acme", "users.edit")).toMatchObject([{ outcome: "refused" }]);
  });
});

test("a command that has checked is finished before the right is revoked", async () => {
  const world = await plantWorld(db);
  const { edit, nora } = await samEdits(world);
  const ctx = await world.as("alex", "acme");
  const revoke = () => disableUser({ ctx, input: { userId: world.userId("sam") } });
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
    select action from audit_events where organization_id = ${world.places.acme.id} and action in ('users.edit', 'users.disable')
    order by at, id`);
  expect(times.map(({ action }) => action)).toEqual(["users.edit", "users.disable"]);
});

test("an event carries the time at which it is written, not that at which its transaction began", async () => {
  const world = await plantWorld(db);
  const { edit, nora } = await samEdits(world);
  const { editing, waited } = await db.transaction(async (tx) => {
    await tx.execute(sql`select from memberships where user_id = ${nora} for update`);
    const editing = edit();
    await waitForLocks(1);
    const [row] = await tx.execute<{ now: string }>(sql`select to_json(clock_timestamp()) #>> '{}' as now`);
    return { editing, waited: new Date(row?.now ?? "") };
  });
  await editing;
  const [event] = await auditOf(world, "acme", "users.edit");
  expect(event?.at.getTime()).toBeGreaterThanOrEqual(waited.getTime());
});

repeatRace("two administrators who disable each other at once leave one of them", async () => {
  const world = await plantWorld(db);
  const { acme } = world.places;
  await addToGroup(db, acme.id, world.userId("sam"), acme.administratorsId);
  const [alex, sam] = [await world.as("alex", "acme"), await world.as("sam", "acme")];
  const ended = await Promise.allSettled([
    disableUser({ ctx: alex, input: { userId: world.userId("sam") } }),
    disableUser({ ctx: sam, input: { userId: world.userId("alex") } }),
  ]);
  expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(ended.find(({ status }) => status === "rejected")).toMatchObject({ reason: expect.any(Forbidden) });
});

repeatRace(
  "commands that revoke and commands that rely on what they revoke never wait in a ring",
  async (round) => {
    const world = await plantWorld(db);
    const { edit, group } = await samEdits(world);
    const [ada, alex] = [await world.as("ada", "meridian"), await world.as("alex", "acme")];
    const acts = [
      edit,
      () => enableUser({ ctx: alex, input: { userId: world.userId("sam") } }),
      () => removeMembers({ ctx: alex, input: { groupId: group.id, userIds: [world.userId("sam")] } }),
      () => disableOrganization({ ctx: ada, input: { organizationId: world.places.acme.id } }),
      () => disableUser({ ctx: alex, input: { userId: world.userId("sam") } }),
      () => removeUser({ ctx: alex, input: { userId: world.userId("sam") } }),
      edit,
    ];
    const ended = await Promise.allSettled((round % 2 ? acts : acts.toReversed()).map((act) => act()));
    const unexpected = ended.flatMap((one) =>
      one.status === "rejected" && !("kind" in Object(one.reason)) ? [one.reason] : [],
    );
    expect(unexpected).toEqual([]);
  },
);

/** Sam of Acme can edit users through a group, and is about to rename nora. */
async function samEdits(world: World) {
  const { acme } = world.places;
  const group = await plantGroup(db, acme.id, ["users.edit"]);
  await addToGroup(db, acme.id, world.userId("sam"), group.id);
  const profile = { username: "nora", name: "Nora", email: "nora@acme.example" };
  const nora = await insertUser(db, { ...profile, organizationId: acme.id, password: null, groupIds: [] });
  const ctx = await world.as("sam", "acme");
  if (!ctx.session) throw new Error("Whoever signs in has a session.");
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
