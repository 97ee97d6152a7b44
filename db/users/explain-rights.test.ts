import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Explanation } from "@/db/access/explain";
import { createDatabase } from "@/db/client";
import { NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { explainRights } from "@/db/users/explain-rights";
import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";

const { db, url } = testDatabase();

const SOME = ["users.view", "groups.view", "organizations.enter"] as const satisfies Permission[];

test("what is explained is what the person may do, however their groups here and above are made", async () => {
  const scenario = await seedScenario(db);
  const { meridian, acme, europe } = scenario.organizations;
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "dennis")).answer);
  await acceptInvitation((await scenario.inviteAndDeliver("elena", "europe", "dennis")).answer);
  const dennis = scenario.userId("dennis");
  const reader = {
    acme: await scenario.contextOf("alex", "acme"),
    europe: await scenario.contextOf("elena", "europe"),
  };

  const rights = fc.array(fc.constantFrom("Administrator", ...SOME), { maxLength: 2 });
  const constellation = fc.record({ meridian: rights, acme: rights, europe: rights, disabled: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(constellation, async ({ disabled, ...given }) => {
      await db.execute(sql`delete from membership_groups where user_id = ${dennis}`);
      for (const [organization, role] of [
        ...given.meridian.map((role) => [meridian, role] as const),
        ...given.acme.map((role) => [acme, role] as const),
        ...given.europe.map((role) => [europe, role] as const),
      ]) {
        const group =
          role === "Administrator"
            ? organization.administratorsId
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
        const may = access.state === "open" ? access.ctx.permissions : new Set();
        const explanation = await explainRights({ ctx: reader[organization], userId: dennis });
        expect(allowed(explanation)).toEqual(new Set(may));
        const from = access.state === "open" ? (access.ctx.actingFrom?.id ?? null) : null;
        expect(explanation.everything?.fromId ?? null).toBe(from);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("every single permission is explained by its group and role, and by nothing of another organization", async () => {
  const scenario = await seedScenario(db);
  const { acme, globex } = scenario.organizations;
  const helpers = await seedGroup(db, acme.id, ["users.view", "audit.view"]);
  await seedGroup(db, globex.id, ["settings.edit"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), helpers.id);
  const ctx = await scenario.contextOf("alex", "acme");
  const reasons = [
    { group: { id: helpers.id, name: helpers.name }, role: { id: helpers.roleId, name: helpers.name } },
  ];
  expect(await explainRights({ ctx, userId: scenario.userId("sam") })).toEqual({
    disabled: false,
    everything: null,
    permissions: [
      { permission: "users.view", reasons },
      { permission: "audit.view", reasons },
    ],
  });
});

test("nothing is explained of somebody who is no user here", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  for (const userId of [scenario.userId("hank"), scenario.userId("mallory"), "nonsense"]) {
    await expect(explainRights({ ctx, userId })).rejects.toThrow(NotFound);
  }
});

test("explaining is one round trip", async () => {
  const scenario = await seedScenario(db);
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
  const ctx = { ...(await scenario.contextOf("ada", "europe")), db: counting };
  await explainRights({ ctx, userId: scenario.userId("elena") });
  await counting.close();
  expect(statements).toHaveLength(1);
});

function allowed({ everything, permissions }: Explanation): Set<Permission> {
  return everything ? new Set(ALL_PERMISSIONS) : new Set(permissions.map(({ permission }) => permission));
}
