import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { listAudit } from "@/db/audit/list";
import { listAuditPeople } from "@/db/audit/people";
import { causeOf, record } from "@/db/audit/record";
import { acceptInvitation } from "@/db/invitations/accept";
import type { RequestContext } from "@/db/request-context";
import { ALL_EVENTS } from "@/db/testing/audit-filter";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";
import { removeUser } from "@/db/users/remove";

const { db } = testDatabase();

test("the audit log names people and leads to pages as far as the viewer can see them", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  const first = async (permissions: RequestContext["permissions"]) => {
    const input = { ...ALL_EVENTS, action: "users.edit" } as const;
    const { rows } = await listAudit({ ctx: { ...ctx, permissions }, input });
    return rows.at(0);
  };
  const ada = causeOf(await scenario.contextOf("ada", "acme"));
  const sam = { id: scenario.userId("sam"), name: "sam" };
  await record(db, ada, { action: "users.edit", subject: sam, details: { changes: {} } });
  await record(db, causeOf(ctx), { action: "users.edit", subject: sam, details: { changes: {} } });
  expect(await first(ctx.permissions)).toMatchObject({
    actorFullName: "Alex Morgan",
    actorUserId: scenario.userId("alex"),
    subjectFullName: "Sam Rivera",
    subjectPage: "user",
  });
  expect(await first(new Set(["audit.view"]))).toMatchObject({
    actorName: "alex",
    actorFullName: null,
    actorUserId: null,
    subjectName: "sam",
    subjectFullName: null,
    subjectPage: null,
  });
  expect(await listAuditPeople(ctx)).toEqual([
    { username: "ada", name: null },
    { username: "alex", name: "Alex Morgan" },
  ]);
  expect(await listAuditPeople({ ...ctx, permissions: new Set(["audit.view"]) })).toEqual([
    { username: "ada", name: null },
    { username: "alex", name: null },
  ]);
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
      input: { ...ALL_EVENTS, action: "groups.edit" },
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
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  await acceptInvitation((await scenario.inviteAndDeliver("elena", "europe", "grace")).response);
  await removeUser({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { userId: scenario.userId("grace") },
  });
  const filter = { ...ALL_EVENTS, action: "memberships.end" as const };
  const { rows } = await listAudit({ ctx: await scenario.contextOf("alex", "acme"), input: filter });
  expect(rows.map(({ organization, actorName }) => `${actorName} ${organization.name}`).sort()).toEqual([
    "alex Acme Travel",
    "alex Acme Travel Europe",
  ]);
});
