import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Explanation } from "@/db/access/explain";
import { createDatabase } from "@/db/client";
import { NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { ALL_PERMISSIONS, type Permission } from "@/db/permissions";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, plantGroup, plantWorld } from "@/db/testing/scenario";
import { explainRights } from "@/db/users/explain-rights";

const { db, url } = testDatabase();

const SOME = ["users.view", "groups.view", "organizations.enter"] as const satisfies Permission[];

test("what is explained is what the person may do, however their groups here and above are made", async () => {
  const world = await plantWorld(db);
  const { meridian, acme, europe } = world.places;
  await acceptInvitation((await world.invited("alex", "acme", "dennis")).answer);
  await acceptInvitation((await world.invited("elena", "europe", "dennis")).answer);
  const dennis = world.userId("dennis");
  const reader = { acme: await world.as("alex", "acme"), europe: await world.as("elena", "europe") };

  const rights = fc.array(fc.constantFrom("Administrator", ...SOME), { maxLength: 2 });
  const constellation = fc.record({ meridian: rights, acme: rights, europe: rights, disabled: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(constellation, async ({ disabled, ...given }) => {
      await db.execute(sql`delete from membership_groups where user_id = ${dennis}`);
      for (const [place, role] of [
        ...given.meridian.map((role) => [meridian, role] as const),
        ...given.acme.map((role) => [acme, role] as const),
        ...given.europe.map((role) => [europe, role] as const),
      ]) {
        const group =
          role === "Administrator" ? place.administratorsId : (await plantGroup(db, place.id, [role])).id;
        await db.execute(sql`
          insert into membership_groups (organization_id, user_id, group_id)
          values (${place.id}, ${dennis}, ${group}) on conflict do nothing`);
      }
      await db.execute(
        sql`update users set disabled_at = ${disabled ? sql`now()` : sql`null`} where id = ${dennis}`,
      );
      for (const place of ["acme", "europe"] as const) {
        const access = await world.access("dennis", place);
        const may = access.state === "open" ? access.ctx.permissions : new Set();
        const explanation = await explainRights({ ctx: reader[place], userId: dennis });
        expect(allowed(explanation)).toEqual(new Set(may));
        const from = access.state === "open" ? (access.ctx.actingFrom?.id ?? null) : null;
        expect(explanation.everything?.fromId ?? null).toBe(from);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("every single permission is explained by its group and role, and by nothing of another organization", async () => {
  const world = await plantWorld(db);
  const { acme, globex } = world.places;
  const helpers = await plantGroup(db, acme.id, ["users.view", "audit.view"]);
  await plantGroup(db, globex.id, ["settings.edit"]);
  await addToGroup(db, acme.id, world.userId("sam"), helpers.id);
  const ctx = await world.as("alex", "acme");
  const reasons = [
    { group: { id: helpers.id, name: helpers.name }, role: { id: helpers.roleId, name: helpers.name } },
  ];
  expect(await explainRights({ ctx, userId: world.userId("sam") })).toEqual({
    disabled: false,
    everything: null,
    permissions: [
      { permission: "users.view", reasons },
      { permission: "audit.view", reasons },
    ],
  });
});

test("nothing is explained of somebody who is no user here", async () => {
  const world = await plantWorld(db);
  const ctx = await world.as("alex", "acme");
  for (const userId of [world.userId("hank"), world.userId("mallory"), "nonsense"]) {
    await expect(explainRights({ ctx, userId })).rejects.toThrow(NotFound);
  }
});

test("explaining is one round trip", async () => {
  const world = await plantWorld(db);
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
  const ctx = { ...(await world.as("ada", "europe")), db: counting };
  await explainRights({ ctx, userId: world.userId("elena") });
  await counting.close();
  expect(statements).toHaveLength(1);
});

function allowed({ everything, permissions }: Explanation): Set<Permission> {
  return everything ? new Set(ALL_PERMISSIONS) : new Set(permissions.map(({ permission }) => permission));
}
