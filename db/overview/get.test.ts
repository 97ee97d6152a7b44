import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createGroup } from "@/db/groups/create";
import { inviteUsers } from "@/db/invitations/invite";
import { renameOrganization } from "@/db/organizations/rename";
import { auditEvents } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { uuids } from "@/db/uuid";
import type { DoneAction } from "@/lib/audit-actions";
import { getOverview } from "./get";

const { db } = testDatabase();

test("an administrator's overview shows what they did in child organizations, but not what others did there", async () => {
  const scenario = await seedScenario(db);
  const { europe } = scenario.organizations;
  const overview = async (person: "ada" | "alex" | "hank", organization: "meridian" | "acme" | "globex") =>
    (await getOverview(await scenario.contextOf(person, organization))).recent?.map(
      ({ actorName, action, subjectName, child }) => [actorName, action, subjectName, child?.name],
    );
  const invite = async (by: "ada" | "alex" | "elena", organization: "acme" | "europe", username: string) =>
    await inviteUsers({
      ctx: await scenario.contextOf(by, organization),
      input: { usernames: [username], groupIds: [], requestId: randomUUID() },
    });
  await invite("ada", "acme", "grace");
  await invite("alex", "acme", "linus");
  await invite("ada", "europe", "sam");
  await invite("elena", "europe", "alex");
  const input = { organizationId: europe.id, name: "Acme Europe" };
  await renameOrganization({ ctx: await scenario.contextOf("alex", "acme"), input });
  expect(await overview("ada", "meridian")).toEqual([
    ["ada", "invitations.create", "sam", "Acme Europe"],
    ["ada", "invitations.create", "grace", "Acme Travel"],
  ]);
  expect(await overview("alex", "acme")).toEqual([
    ["alex", "organizations.rename", "Acme Europe", undefined],
    ["alex", "invitations.create", "linus", undefined],
    ["ada", "invitations.create", "grace", undefined],
  ]);
  expect(await overview("hank", "globex")).toEqual([]);
});

test("a root organization has no numbers about invitations", async () => {
  const scenario = await seedScenario(db);
  const none = {
    pendingInvitations: null,
    expiringWithinADay: null,
    expiredInvitations: null,
    failedEmails: null,
    newLinkRequests: null,
    weeks: null,
  };
  expect(await getOverview(await scenario.contextOf("ada", "meridian"))).toMatchObject({ users: 7, ...none });
  expect(await getOverview(await scenario.contextOf("ada", "acme"))).toMatchObject({ pendingInvitations: 0 });
});

test("an event has the names of the people in it, and links to their pages", async () => {
  const scenario = await seedScenario(db);
  const { id } = await invited(scenario, "alex", "acme", "grace");
  await createGroup({ ctx: await scenario.contextOf("ada", "acme"), input: GROUP });
  const [created, sent] = (await getOverview(await scenario.contextOf("alex", "acme"))).recent ?? [];
  expect(sent).toMatchObject({
    actorFullName: "Alex Morgan",
    actorId: scenario.userId("alex"),
    subjectFullName: "Grace Holloway",
    subjectId: id,
    subjectPage: "invitation",
  });
  expect(created).toMatchObject({ actorFullName: "Ada Winter", actorId: null, subjectPage: "group" });
  const [below] = (await getOverview(await scenario.contextOf("ada", "meridian"))).recent ?? [];
  expect(below).toMatchObject({
    action: "groups.create",
    actorId: scenario.userId("ada"),
    subjectPage: null,
  });
});

test("invitations count in the week in which they were sent, accepted and declined", async () => {
  const scenario = await seedScenario(db);
  const happened = async (action: DoneAction, at: string) =>
    await db
      .insert(auditEvents)
      .values({ organizationId: scenario.organizations.acme.id, action, at: new Date(at) });
  await happened("invitations.create", "2026-11-23T07:59:59Z");
  await happened("invitations.create", "2026-11-16T08:00:00Z");
  await happened("invitations.accept", "2026-11-23T08:00:00Z");
  await happened("invitations.decline", "2026-11-30T08:00:00Z");
  await db.execute(sql`
    update organizations set time_zone = 'America/Los_Angeles' where id = ${scenario.organizations.acme.id}`);
  const ctx = await scenario.contextOf("alex", "acme");
  const { weeks } = await getOverview(ctx, new Date("2026-12-02T12:00:00Z"));
  expect(weeks).toHaveLength(12);
  expect(weeks?.slice(-3)).toEqual([
    { monday: "2026-11-16", sent: 2, accepted: 0, declined: 0 },
    { monday: "2026-11-23", sent: 0, accepted: 1, declined: 0 },
    { monday: "2026-11-30", sent: 0, accepted: 0, declined: 1 },
  ]);
});

test("an administrator sees the sum of the invitations in child organizations, and which of these need help", async () => {
  const scenario = await seedScenario(db);
  const { acme, globex, europe } = scenario.organizations;
  await invited(scenario, "ada", "acme", "grace");
  await invited(scenario, "ada", "acme", "linus");
  await invited(scenario, "ada", "acme", "margaret");
  await invited(scenario, "ada", "globex", "grace");
  await invited(scenario, "elena", "europe", "alex");
  await db.execute(sql`
    update invitations set email_state = 'failed' where organization_id = ${acme.id} and username = 'grace'`);
  await db.execute(sql`
    update invitations set expires_at = now() - interval '1 day'
    where organization_id = any(${uuids([acme.id, europe.id])}) and username in ('linus', 'alex')`);
  const overview = async (person: "ada" | "alex") =>
    (await getOverview(await scenario.contextOf(person, person === "ada" ? "meridian" : "acme"))).below;
  const none = { pending: 0, expired: 0, failedEmails: 0, more: false };
  expect(await overview("ada")).toEqual({
    organizations: 2,
    moreOrganizations: false,
    pending: 3,
    expired: 1,
    failedEmails: 1,
    more: false,
    worst: [
      { ...none, id: acme.id, name: "Acme Travel", pending: 2, expired: 1, failedEmails: 1 },
      { ...none, id: globex.id, name: "Globex Retail", pending: 1 },
    ],
  });
  expect(await overview("alex")).toMatchObject({ organizations: 1, expired: 1, worst: [{ id: europe.id }] });
  await db.execute(sql`update organizations set disabled_at = now() where id = ${globex.id}`);
  expect(await overview("ada")).toMatchObject({ organizations: 1, pending: 2 });
});

test("users who can't enter child organizations see neither them nor the invitations there", async () => {
  const scenario = await seedScenario(db);
  const { meridian, globex } = scenario.organizations;
  const input = { organizationId: globex.id, name: "Globex" };
  await renameOrganization({ ctx: await scenario.contextOf("ada", "meridian"), input });
  const group = await seedGroup(db, meridian.id, ["organizations.view", "invitations.view"]);
  await addToGroup(db, meridian.id, scenario.userId("grace"), group.id);
  expect(await getOverview(await scenario.contextOf("grace", "meridian"))).toMatchObject({
    childOrganizations: 0,
    below: null,
    recent: [],
  });
});

test("people who can see no event get no list of activity", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const group = await seedGroup(db, acme.id, ["invitations.create"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
  expect((await getOverview(await scenario.contextOf("sam", "acme"))).recent).toBeNull();
});

test("the first steps in a new organization are done one after the other", async () => {
  const scenario = await seedScenario(db);
  const steps = async (organization: "acme" | "meridian" = "acme") =>
    (await getOverview(await scenario.contextOf("ada", organization))).firstSteps;
  const ctx = await scenario.contextOf("ada", "acme");
  expect(await steps()).toMatchObject({
    hasRole: false,
    hasGroup: false,
    hasInvited: false,
    hasSettings: false,
  });
  expect(await steps("meridian")).toMatchObject({ hasUsers: true, hasChild: true, hasInvitedBelow: false });
  await createGroup({ ctx, input: GROUP });
  expect(await steps()).toMatchObject({ hasRole: false, hasGroup: false });
  await seedGroup(db, ctx.organization.id, ["users.view"]);
  expect(await steps()).toMatchObject({ hasRole: true, hasGroup: true, hasInvited: false });
  await invited(scenario, "alex", "acme", "grace");
  expect(await steps()).toMatchObject({ hasInvited: true });
  expect(await steps("meridian")).toMatchObject({ hasInvitedBelow: true });
  await db.execute(sql`
    update organizations set created_at = now() - interval '31 days' where id = ${ctx.organization.id}`);
  expect(await steps()).toBeNull();
});

const GROUP = { name: "Support", description: "", roleIds: [] };

type Seeded = Awaited<ReturnType<typeof seedScenario>>;
type Invite = Seeded["invite"];

async function invited(
  scenario: Seeded,
  by: Parameters<Invite>[0],
  organization: Parameters<Invite>[1],
  username: string,
): Promise<{ id: string }> {
  await scenario.invite(by, organization, [username]);
  const [row] = await db.execute<{ id: string }>(sql`
    select id from invitations
    where organization_id = ${scenario.organizations[organization].id} and username = ${username}`);
  if (!row) throw new Error(`${username} was not invited.`);
  return row;
}
