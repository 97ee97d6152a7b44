import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { type Access, findContext, isStillAllowed } from "@/db/access/find-context";
import { createDatabase } from "@/db/client";
import { acceptInvitation } from "@/db/invitations/accept";
import { can, type RequestContext } from "@/db/request-context";
import { membershipGroups, sessions, users } from "@/db/schema";
import { endSession } from "@/db/sessions/end";
import { testDatabase } from "@/db/testing/database";
import {
  addToGroup,
  type OrganizationKey,
  type Person,
  type Scenario,
  seedGroup,
  seedScenario,
} from "@/db/testing/scenario";
import { ALL_PERMISSIONS } from "@/lib/permissions";

const { db, url } = testDatabase();
let scenario: Scenario;
beforeAll(async () => {
  scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "dennis")).response);
});

const ACCESS: [Person, OrganizationKey, Access["state"]][] = [
  ["ada", "meridian", "open"],
  ["ada", "acme", "open"],
  ["ada", "europe", "open"],
  ["ada", "orbit", "absent"],
  ["alex", "acme", "open"],
  ["alex", "europe", "open"],
  ["alex", "meridian", "absent"],
  ["alex", "globex", "absent"],
  ["elena", "europe", "open"],
  ["elena", "acme", "absent"],
  ["sam", "acme", "no-rights"],
  ["sam", "europe", "absent"],
  ["grace", "meridian", "no-rights"],
  ["grace", "acme", "absent"],
  ["dennis", "acme", "no-rights"],
  ["hank", "acme", "absent"],
  ["mallory", "meridian", "absent"],
  ["mallory", "acme", "absent"],
  ["ken", "meridian", "signed-out"],
];

test.each(ACCESS)("%s at %s: %s", async (person, organization, state) => {
  expect((await scenario.access(person, organization)).state).toBe(state);
});

test("an organization of another root, malformed ids and unknown ids are all absent", async () => {
  const session = await scenario.session("mallory");
  const ask = (root: string, organizationId: string) =>
    findContext({ db, session, root, organizationId, address: "x" });
  const results = await Promise.all([
    ask(scenario.handle, scenario.organizations.orbit.id),
    ask("nothing", scenario.organizations.acme.id),
    ask(scenario.handle, scenario.organizations.acme.id),
    ask(scenario.handle, randomUUID()),
    ask(scenario.handle, "not-an-id"),
    ask(scenario.handle, ""),
    ask("", ""),
    ask("%00", "'; drop table users; --"),
  ]);
  for (const result of results) expect(result).toEqual({ state: "absent" });
});

test("a user who switched from an ancestor acts as an administrator, and the context names the ancestor", async () => {
  const ctx = await scenario.contextOf("ada", "europe");
  expect(ctx.permissions).toEqual(ALL_PERMISSIONS);
  expect(ctx.actingFrom).toEqual({ id: scenario.organizations.meridian.id, name: "Meridian Group" });
  expect(ctx.organization.ancestors.map(({ name, enterable }) => [name, enterable])).toEqual([
    ["Meridian Group", true],
    ["Acme Travel", true],
  ]);
});

test("an administrator of a child organization can't enter the ancestors", async () => {
  const ctx = await scenario.contextOf("alex", "acme");
  expect(ctx.actingFrom).toBeNull();
  expect(ctx.organization.ancestors).toEqual([
    { id: scenario.organizations.meridian.id, name: "Meridian Group", enterable: false },
  ]);
});

test("permissions come from groups, and end with the group membership at the next request", async () => {
  const group = await seedGroup(db, scenario.organizations.acme.id, ["users.view", "groups.view"]);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), group.id);
  expect((await scenario.contextOf("sam", "acme")).permissions).toEqual(
    new Set(["users.view", "groups.view"]),
  );
  await db.delete(membershipGroups).where(eq(membershipGroups.groupId, group.id));
  expect((await scenario.access("sam", "acme")).state).toBe("no-rights");
});

test("organizations.enter in an ancestor opens its descendants, and no other organization", async () => {
  const fresh = await seedScenario(db);
  const group = await seedGroup(db, fresh.organizations.acme.id, ["organizations.enter"]);
  await addToGroup(db, fresh.organizations.acme.id, fresh.userId("sam"), group.id);
  expect((await fresh.contextOf("sam", "europe")).permissions).toEqual(ALL_PERMISSIONS);
  expect([...(await fresh.contextOf("sam", "acme")).permissions]).toEqual(["organizations.enter"]);
  expect((await fresh.access("sam", "globex")).state).toBe("absent");
});

test("a permission that this version doesn't know gives nothing", async () => {
  const fresh = await seedScenario(db);
  const group = await seedGroup(db, fresh.organizations.acme.id, []);
  await addToGroup(db, fresh.organizations.acme.id, fresh.userId("sam"), group.id);
  await db.execute(sql`update roles set permissions = '{future.thing}' where id = ${group.roleId}`);
  expect((await fresh.access("sam", "acme")).state).toBe("no-rights");
});

test("a disabled organization and its descendants are inactive to their users and absent to others", async () => {
  const fresh = await seedScenario(db);
  await db.execute(
    sql`update organizations set disabled_at = now() where id = ${fresh.organizations.acme.id}`,
  );
  expect((await fresh.access("alex", "acme")).state).toBe("inactive");
  expect((await fresh.access("ada", "acme")).state).toBe("inactive");
  expect((await fresh.access("elena", "europe")).state).toBe("inactive");
  expect((await fresh.access("hank", "acme")).state).toBe("absent");
});

test("ending a session and disabling its user take effect at the next request", async () => {
  const fresh = await seedScenario(db);
  const session = await fresh.session("alex");
  const ask = (as = session) =>
    findContext({
      db,
      session: as,
      root: fresh.handle,
      organizationId: fresh.organizations.acme.id,
      address: "x",
    });
  expect((await ask()).state).toBe("open");
  const other = await fresh.session("alex");
  await endSession({ db, session, address: "x" });
  expect((await ask()).state).toBe("signed-out");
  expect((await ask(other)).state).toBe("open");
  await db
    .update(users)
    .set({ disabledAt: new Date() })
    .where(eq(users.id, fresh.userId("alex")));
  expect((await ask(other)).state).toBe("signed-out");
});

test("it takes one round trip", async () => {
  const session = await scenario.session("ada");
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
  await findContext({
    db: counting,
    session,
    root: scenario.handle,
    organizationId: scenario.organizations.europe.id,
    address: "x",
  });
  await counting.close();
  expect(statements).toHaveLength(1);
});

test("a role that a user has through many groups is evaluated once", async () => {
  const fresh = await seedScenario(db);
  const { id } = fresh.organizations.acme;
  const userId = fresh.userId("sam");
  await db.execute(sql`
    with new_groups as (
      insert into groups (id, organization_id, name)
      select gen_random_uuid(), ${id}, 'Group ' || n from generate_series(1, 20) n
      returning id
    ),
    new_roles as (
      insert into roles (id, organization_id, name, permissions)
      select gen_random_uuid(), ${id}, 'Role ' || n, array['users.view', 'audit.view'] from generate_series(1, 20) n
      returning id
    ),
    given as (
      insert into group_roles (organization_id, group_id, role_id)
      select ${id}, new_groups.id, new_roles.id from new_groups, new_roles
    )
    insert into membership_groups (organization_id, user_id, group_id)
    select ${id}, ${userId}, id from new_groups`);
  for (const rights of [
    sql`permissions_by_organization(${userId}, array[${id}]::uuid[])`,
    sql`effective_permissions(${userId}, ${id})`,
  ]) {
    const plan = await db.execute(sql`explain (analyze, timing off, format text) select * from ${rights}`);
    const unnested = plan.map((line) => `${line["QUERY PLAN"]}`).find((line) => line.includes("unnest"));
    expect(unnested).toContain("loops=20)");
  }
});

test("who has lost a permission, the session or the account can't do something anymore", async () => {
  const fresh = await seedScenario(db);
  const { acme } = fresh.organizations;
  const contexts = await Promise.all([1, 2].map(() => fresh.contextOf("alex", "acme")));
  const [first] = contexts;
  const viewsUsers = (ctx: RequestContext) => can(ctx, "users.view");
  const all = () => Promise.all(contexts.map((ctx) => isStillAllowed(ctx, viewsUsers)));
  expect(await all()).toEqual([true, true]);
  await db.delete(sessions).where(eq(sessions.id, first?.session?.id ?? ""));
  expect(await all()).toEqual([false, true]);
  const inGroups = eq(membershipGroups.organizationId, acme.id);
  await db.delete(membershipGroups).where(inGroups);
  expect(await all()).toEqual([false, false]);
  const ada = await fresh.contextOf("ada", "acme");
  expect(await isStillAllowed(ada, viewsUsers)).toBe(true);
  await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, ada.actor.id));
  expect(await isStillAllowed(ada, viewsUsers)).toBe(false);
});
