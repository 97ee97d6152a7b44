import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { OrganizationPermissions } from "@/db/access/combine-rights";
import { createDatabase } from "@/db/client";
import { NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";
import { type Explanation, explain, explainPermissions, type Source } from "./explain-permissions";

const { db, url } = testDatabase();

const SOME = ["users.view", "groups.view", "organizations.enter"] as const satisfies Permission[];

test("the explanation matches what the user can do, with any groups here and in parent organizations", async () => {
  const scenario = await seedScenario(db);
  const { meridian, acme, europe } = scenario.organizations;
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "dennis")).response);
  await acceptInvitation((await scenario.inviteAndDeliver("elena", "europe", "dennis")).response);
  const dennis = scenario.userId("dennis");
  const reader = {
    acme: await scenario.contextOf("alex", "acme"),
    europe: await scenario.contextOf("elena", "europe"),
  };

  const rights = fc.array(fc.constantFrom("Administrator", ...SOME), { maxLength: 2 });
  const memberGroups = fc.record({ meridian: rights, acme: rights, europe: rights, disabled: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(memberGroups, async ({ disabled, ...given }) => {
      await db.execute(sql`delete from membership_groups where user_id = ${dennis}`);
      for (const [organization, role] of [
        ...given.meridian.map((role) => [meridian, role] as const),
        ...given.acme.map((role) => [acme, role] as const),
        ...given.europe.map((role) => [europe, role] as const),
      ]) {
        const group =
          role === "Administrator"
            ? organization.administratorsGroupId
            : (await seedGroup(db, organization.id, [role])).id;
        await db.execute(sql`
          insert into membership_groups (organization_id, user_id, group_id)
          values (${organization.id}, ${dennis}, ${group}) on conflict do nothing`);
      }
      await db.execute(
        sql`update users set disabled_at = ${disabled ? sql`now()` : sql`null`} where id = ${dennis}`,
      );
      for (const organization of ["acme", "europe"] as const) {
        const access = await scenario.access("dennis", organization);
        const actual = access.state === "open" ? access.ctx.permissions : new Set();
        const explanation = await explainPermissions({ ctx: reader[organization], userId: dennis });
        expect(allowed(explanation)).toEqual(new Set(actual));
        const from = access.state === "open" ? (access.ctx.actingFrom?.id ?? null) : null;
        expect(explanation.everything?.fromId ?? null).toBe(from);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("each permission names its group and role, and nothing from another organization", async () => {
  const scenario = await seedScenario(db);
  const { acme, globex } = scenario.organizations;
  const helpers = await seedGroup(db, acme.id, ["users.view", "audit.view"]);
  await seedGroup(db, globex.id, ["settings.edit"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), helpers.id);
  const ctx = await scenario.contextOf("alex", "acme");
  const reasons = [
    { group: { id: helpers.id, name: helpers.name }, role: { id: helpers.roleId, name: helpers.name } },
  ];
  expect(await explainPermissions({ ctx, userId: scenario.userId("sam") })).toEqual({
    disabled: false,
    everything: null,
    permissions: [
      { permission: "users.view", reasons, more: false },
      { permission: "audit.view", reasons, more: false },
    ],
  });
});

test("a user of another organization isn't found", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  for (const userId of [scenario.userId("hank"), scenario.userId("mallory"), "nonsense"]) {
    await expect(explainPermissions({ ctx, userId })).rejects.toThrow(NotFound);
  }
});

test("explaining permissions takes one round trip", async () => {
  const scenario = await seedScenario(db);
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
  const ctx = { ...(await scenario.contextOf("ada", "europe")), db: counting };
  await explainPermissions({ ctx, userId: scenario.userId("elena") });
  await counting.close();
  expect(statements).toHaveLength(1);
});

const HERE = "here";
const ABOVE = "above";

const source = (name: string, permissions: string[], isAdministrator = false): Source => ({
  group: { id: `group ${name}`, name },
  role: { id: `role ${name}`, name: `${name} role` },
  isAdministrator,
  permissions,
});

const rightsAt = (organizationId: string, permissions: string[] = []): OrganizationPermissions => ({
  organizationId,
  isAdministrator: false,
  canEnterDescendants: false,
  permissions,
});

/** Explains these sources, with the permissions that they add up to. */
const explainSources = (sources: Source[], above: Partial<OrganizationPermissions> = {}) =>
  explain([ABOVE, HERE], {
    rights: [
      { ...rightsAt(ABOVE), ...above },
      {
        ...rightsAt(
          HERE,
          sources.flatMap(({ permissions }) => permissions),
        ),
        isAdministrator: sources.some(({ isAdministrator }) => isAdministrator),
      },
    ],
    sources,
    disabled: false,
  });

test("a permission names every group and role that grants it, in the order of the catalog", () => {
  const { everything, permissions } = explainSources([
    source("Support", ["groups.view", "users.view"]),
    source("Helpers", ["users.view"]),
  ]);
  expect(everything).toBeNull();
  expect(
    permissions.map(({ permission, reasons }) => [permission, reasons.map(({ group }) => group.name)]),
  ).toEqual([
    ["users.view", ["Support", "Helpers"]],
    ["groups.view", ["Support"]],
  ]);
});

test("a permission that many groups grant names five of them, and says that there are more", () => {
  const sources = (count: number) =>
    Array.from({ length: count }, (_, at) => source(`${at}`, ["users.view"]));
  const [five] = explainSources(sources(5)).permissions;
  const [six] = explainSources(sources(6)).permissions;
  expect([five?.reasons.length, five?.more]).toEqual([5, false]);
  expect([six?.reasons.length, six?.more]).toEqual([5, true]);
});

test("30 groups with the same 30 roles are explained in a few kilobytes", async () => {
  const scenario = await seedScenario(db);
  const { id } = scenario.organizations.acme;
  await db.execute(sql`
    with new_groups as (
      insert into groups (id, organization_id, name)
      select gen_random_uuid(), ${id}, 'Group ' || n from generate_series(1, 30) n
      returning id
    ),
    new_roles as (
      insert into roles (id, organization_id, name, permissions)
      select gen_random_uuid(), ${id}, 'Role ' || n, array['users.view', 'audit.view'] from generate_series(1, 30) n
      returning id
    ),
    given as (
      insert into group_roles (organization_id, group_id, role_id)
      select ${id}, new_groups.id, new_roles.id from new_groups, new_roles
    )
    insert into membership_groups (organization_id, user_id, group_id)
    select ${id}, ${scenario.userId("sam")}, id from new_groups`);
  const ctx = await scenario.contextOf("alex", "acme");
  const explanation = await explainPermissions({ ctx, userId: scenario.userId("sam") });
  expect(explanation.permissions.map(({ permission, more }) => [permission, more])).toEqual([
    ["users.view", true],
    ["audit.view", true],
  ]);
  expect(JSON.stringify(explanation).length).toBeLessThan(5_000);
});

test("an administrator has every permission, and permissions from other groups are listed too", () => {
  const { everything, permissions } = explainSources([
    source("Administrators", [], true),
    source("Support", ["users.view"]),
  ]);
  expect(everything).toMatchObject({ fromId: null, reasons: [{ group: { name: "Administrators" } }] });
  expect(permissions).toMatchObject([
    { permission: "users.view", reasons: [{ group: { name: "Support" } }] },
  ]);
});

test("a user who can enter from an ancestor has every permission, and no group is named", () => {
  expect(explainSources([], { canEnterDescendants: true })).toEqual({
    disabled: false,
    everything: { reasons: [], more: false, fromId: ABOVE },
    permissions: [],
  });
});

test("other permissions in an ancestor and unknown permissions grant nothing here", () => {
  const { everything, permissions } = explainSources([source("Old", ["users.fly"])], {
    permissions: ["users.view"],
  });
  expect({ everything, permissions }).toEqual({ everything: null, permissions: [] });
});

test("a disabled account has no permissions, even as an administrator", () => {
  const sources = [source("Administrators", [], true)];
  const rights = [{ ...rightsAt(HERE), isAdministrator: true }];
  expect(explain([HERE], { rights, sources, disabled: true })).toEqual({
    disabled: true,
    everything: null,
    permissions: [],
  });
});

function allowed({ everything, permissions }: Explanation): Set<Permission> {
  return everything ? new Set(ALL_PERMISSIONS) : new Set(permissions.map(({ permission }) => permission));
}
