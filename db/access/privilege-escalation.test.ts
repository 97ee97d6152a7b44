import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftInvitations } from "@/db/bulk-actions/draft";
import { Forbidden, Refusal } from "@/db/errors";
import { addMembers } from "@/db/groups/add-members";
import { assignRolesToGroup } from "@/db/groups/assign-roles";
import { createGroup } from "@/db/groups/create";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { inviteUsers } from "@/db/invitations/invite";
import type { RequestContext } from "@/db/request-context";
import { assignRole } from "@/db/roles/assign";
import { createRole } from "@/db/roles/create";
import { editRole } from "@/db/roles/edit";
import { draftForm } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { createUser } from "@/db/users/create";
import { enableUser } from "@/db/users/enable";
import { insertUser } from "@/db/users/insert";
import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";
import { rightsOf } from "./rights";

const { db } = testDatabase();

/** What a path hands out, and to whom. `strong` has the permission, `weak` has not; each is a group with its role. */
type Hand = {
  readonly ctx: RequestContext;
  readonly permission: Permission;
  readonly strong: Giving;
  readonly weak: Giving;
  /** Somebody who is a user here with no rights. */
  readonly userId: string;
  /** A disabled account in the group `strong`. */
  readonly disabledId: string;
  /** A pending one into no group. */
  readonly invitationId: string;
};
type Giving = { readonly id: string; readonly roleId: string; readonly name: string };

/** Every way in which a permission comes to somebody. */
const PATHS: Readonly<Record<string, (hand: Hand) => Promise<unknown>>> = {
  "inviting into a group": ({ ctx, strong }) =>
    inviteUsers({
      ctx,
      input: { usernames: ["grace"], groupIds: [strong.id], requestId: randomUUID() },
    }),
  "preparing to invite many into a group": ({ ctx, strong }) =>
    draftInvitations({ ctx, input: draftForm({ usernames: "margaret", groupIds: [strong.id] }) }),
  "changing the groups of an invitation": ({ ctx, strong, invitationId }) =>
    changeInvitationGroups({ ctx, input: { invitationId, groupIds: [strong.id] } }),
  "enabling an account in a group": ({ ctx, disabledId }) =>
    enableUser({ ctx, input: { userId: disabledId } }),
  "creating an account in a group": ({ ctx, strong }) =>
    createUser({
      ctx,
      input: {
        username: `made-${randomUUID()}`,
        name: "Made",
        email: "made@acme.example",
        groupIds: [strong.id],
      },
    }),
  "changing a user's groups": ({ ctx, strong, userId }) =>
    assignGroups({ ctx, input: { userId, groupIds: [strong.id] } }),
  "adding members to a group": ({ ctx, strong, userId }) =>
    addMembers({ ctx, input: { groupId: strong.id, userIds: [userId] } }),
  "giving a role to a group": ({ ctx, strong, weak }) =>
    assignRole({ ctx, input: { roleId: strong.roleId, groupIds: [weak.id], before: [] } }),
  "giving a group a role": ({ ctx, strong, weak }) =>
    assignRolesToGroup({ ctx, input: { groupId: weak.id, roleIds: [strong.roleId], before: [] } }),
  "creating a role": ({ ctx, permission }) =>
    createRole({ ctx, input: { name: `made ${randomUUID()}`, permissions: [permission] } }),
  "editing a role": ({ ctx, permission, weak }) =>
    editRole({
      ctx,
      input: { roleId: weak.roleId, name: weak.name, permissions: [permission], before: [] },
    }),
  "editing a role, claiming that it was there": ({ ctx, permission, weak }) =>
    editRole({
      ctx,
      input: { roleId: weak.roleId, name: weak.name, permissions: [permission], before: [permission] },
    }),
  "creating a group with a role": ({ ctx, strong }) =>
    createGroup({
      ctx,
      input: { name: `made ${randomUUID()}`, description: "", roleIds: [strong.roleId] },
    }),
};

describe.each([...ALL_PERMISSIONS])("who may do everything but %s", (permission) => {
  test("hands it out by no path", async () => {
    const scenario = await seedScenario(db);
    const hand = await handOf(scenario, permission);
    const before = await holders(scenario, permission);
    expect(before).toEqual(["alex"]);
    for (const [path, take] of Object.entries(PATHS)) {
      const outcome = await take(hand).catch((error: unknown) => error);
      if (path.includes("claiming")) continue; // which changes nothing, as is seen below
      expect(outcome, path).toBeInstanceOf(Forbidden);
    }
    expect(await holders(scenario, permission)).toEqual(before);
    expect(await carriers(scenario, permission)).toEqual([hand.strong.roleId]);
  });
});

test("who may do everything without being Administrator hands out all of it, but not Administrator", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const giver = await seedGroup(db, acme.id, [...ALL_PERMISSIONS]);
  await addToGroup(db, acme.id, scenario.userId("sam"), giver.id);
  const ctx = await scenario.contextOf("sam", "acme");
  const weak = await seedGroup(db, acme.id, []);
  const userId = scenario.userId("alex");
  await addMembers({ ctx, input: { groupId: giver.id, userIds: [userId] } });
  await assignRole({ ctx, input: { roleId: giver.roleId, groupIds: [weak.id], before: [] } });
  const adding = addMembers({ ctx, input: { groupId: acme.administratorsId, userIds: [userId] } });
  await expect(adding).rejects.toThrow(Forbidden);
});

test("no sequence of changes hands out what who makes them lacks", async () => {
  const permissions = fc.constantFrom(...ALL_PERMISSIONS);
  const step = fc.record({
    path: fc.constantFrom(...Object.keys(PATHS)),
    permission: permissions,
    swapped: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(permissions, fc.array(step, { minLength: 3, maxLength: 12 }), async (lacking, steps) => {
      const scenario = await seedScenario(db);
      const hand = await handOf(scenario, lacking);
      const before = await holders(scenario, lacking);
      for (const { path, permission, swapped } of steps) {
        const [strong, weak] = swapped ? [hand.weak, hand.strong] : [hand.strong, hand.weak];
        await PATHS[path]?.({ ...hand, permission, strong, weak }).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        });
      }
      const after = await holders(scenario, lacking);
      expect(before).toEqual(expect.arrayContaining(after));
    }),
    { numRuns: 25 },
  );
}, 60_000);

async function handOf(scenario: Scenario, permission: Permission): Promise<Hand> {
  const { acme } = scenario.organizations;
  const giver = await seedGroup(
    db,
    acme.id,
    [...ALL_PERMISSIONS].filter((other) => other !== permission),
  );
  const strong = await seedGroup(db, acme.id, [permission]);
  const weak = await seedGroup(db, acme.id, []);
  await addToGroup(db, acme.id, scenario.userId("sam"), giver.id);
  const disabledId = await insertUser(db, {
    ...{ organizationId: acme.id, username: "nora", name: "Nora", email: null, password: null },
    ...{ disabled: true, groupIds: [strong.id] },
  });
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "linus");
  const ctx = await scenario.contextOf("sam", "acme");
  return { ctx, permission, strong, weak, userId: scenario.userId("sam"), disabledId, invitationId };
}

/** Who may do it in Acme Travel. */
async function holders(scenario: Scenario, permission: Permission): Promise<string[]> {
  const rows = await db.execute<{ username: string }>(sql`
    select person.username from memberships person
    join organizations o on o.id = person.organization_id
    cross join lateral (${rightsOf(sql`person.user_id`, sql`o.id`, sql`o.path`)}) as theirs
    where o.id = ${scenario.organizations.acme.id} and (theirs.administrator or ${permission} = any(theirs.permissions))
    order by person.username`);
  return rows.map(({ username }) => username);
}

/** The roles that allow it. */
async function carriers(scenario: Scenario, permission: Permission): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from roles where organization_id = ${scenario.organizations.acme.id} and ${permission} = any(permissions)`);
  return rows.map(({ id }) => id);
}
