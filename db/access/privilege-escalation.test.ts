import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDraft } from "@/db/bulk-actions/create-draft";
import { Forbidden, Refusal } from "@/db/errors";
import { addMembers } from "@/db/groups/add-members";
import { assignRolesToGroup } from "@/db/groups/assign-roles";
import { createGroup } from "@/db/groups/create";
import { deleteGroup } from "@/db/groups/delete";
import { removeMembers } from "@/db/groups/remove-members";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { inviteUsers } from "@/db/invitations/invite";
import type { RequestContext } from "@/db/request-context";
import { assignRole } from "@/db/roles/assign";
import { createRole } from "@/db/roles/create";
import { deleteRole } from "@/db/roles/delete";
import { editRole } from "@/db/roles/edit";
import { draftForm } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { createUser } from "@/db/users/create";
import { enableUser } from "@/db/users/enable";
import { insertUser } from "@/db/users/insert";
import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";

const { db } = testDatabase();

/** What an attacker can use. */
type Attempt = {
  readonly ctx: RequestContext;
  readonly permission: Permission;
  /** A group whose role gives the permission. */
  readonly strong: Group;
  /** A group whose role doesn't give it. */
  readonly weak: Group;
  /** A user of the organization without permissions. */
  readonly userId: string;
  /** A disabled account in the group `strong`. */
  readonly disabledId: string;
  /** A pending invitation without groups. */
  readonly invitationId: string;
};
type Group = { readonly id: string; readonly roleId: string; readonly name: string };

/** Every way to give someone a permission. */
const WAYS: Readonly<Record<string, (attempt: Attempt) => Promise<unknown>>> = {
  "inviting into a group": ({ ctx, strong }) =>
    inviteUsers({
      ctx,
      input: { usernames: ["grace"], groupIds: [strong.id], requestId: randomUUID() },
    }),
  "previewing a bulk invite into a group": ({ ctx, strong }) =>
    createDraft({ ctx, input: draftForm({ usernames: "margaret", groupIds: [strong.id] }) }),
  "changing the groups of an invitation": ({ ctx, strong, invitationId }) =>
    changeInvitationGroups({ ctx, input: { invitationId, groupIds: [strong.id] } }),
  "enabling an account in a group": ({ ctx, disabledId }) =>
    enableUser({ ctx, input: { userId: disabledId } }),
  "creating an account in a group": ({ ctx, strong }) =>
    createUser({
      ctx,
      input: {
        username: `new-${randomUUID()}`,
        name: "New",
        email: "new@acme-travel.example",
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
    createRole({ ctx, input: { name: `new ${randomUUID()}`, permissions: [permission] } }),
  "editing a role": ({ ctx, permission, weak }) =>
    editRole({
      ctx,
      input: { roleId: weak.roleId, name: weak.name, permissions: [permission], before: [] },
    }),
  "editing a role, claiming that it had the permission": ({ ctx, permission, weak }) =>
    editRole({
      ctx,
      input: { roleId: weak.roleId, name: weak.name, permissions: [permission], before: [permission] },
    }),
  "creating a group with a role": ({ ctx, strong }) =>
    createGroup({
      ctx,
      input: { name: `new ${randomUUID()}`, description: "", roleIds: [strong.roleId] },
    }),
};

/** Every way to take a permission from someone who has it through a group of the organization. */
const WAYS_TO_TAKE: Readonly<Record<string, (attempt: Attempt) => Promise<unknown>>> = {
  "changing a user's groups": ({ ctx, disabledId }) =>
    assignGroups({ ctx, input: { userId: disabledId, groupIds: [] } }),
  "removing members from a group": ({ ctx, strong, disabledId }) =>
    removeMembers({ ctx, input: { groupId: strong.id, userIds: [disabledId] } }),
  "taking a role from a group": ({ ctx, strong }) =>
    assignRole({ ctx, input: { roleId: strong.roleId, groupIds: [], before: [strong.id] } }),
  "taking a group's role": ({ ctx, strong }) =>
    assignRolesToGroup({ ctx, input: { groupId: strong.id, roleIds: [], before: [strong.roleId] } }),
  "editing a role": ({ ctx, strong, permission }) =>
    editRole({
      ctx,
      input: { roleId: strong.roleId, name: strong.name, permissions: [], before: [permission] },
    }),
  "deleting a role": ({ ctx, strong }) => deleteRole({ ctx, input: { roleId: strong.roleId } }),
  "deleting a group": ({ ctx, strong }) => deleteGroup({ ctx, input: { groupId: strong.id } }),
};

describe.each([...ALL_PERMISSIONS])("a user with every permission but %s", (permission) => {
  test("can't give it to anyone in any way", async () => {
    const scenario = await seedScenario(db);
    const attempt = await prepareAttempt(scenario, permission);
    const before = await usersWith(scenario, permission);
    expect(before).toEqual(["alex"]);
    for (const [way, give] of Object.entries(WAYS)) {
      const outcome = await give(attempt).catch((error: unknown) => error);
      if (way.includes("claiming")) continue; // not denied, but it gives nothing: see below
      expect(outcome, way).toBeInstanceOf(Forbidden);
    }
    expect(await usersWith(scenario, permission)).toEqual(before);
    expect(await rolesWith(scenario, permission)).toEqual([attempt.strong.roleId]);
  });

  test("can't take it from anyone who has it through a group", async () => {
    const scenario = await seedScenario(db);
    const attempt = await prepareAttempt(scenario, permission);
    for (const [way, take] of Object.entries(WAYS_TO_TAKE)) {
      const outcome = await take(attempt).catch((error: unknown) => error);
      expect(outcome, way).toBeInstanceOf(Forbidden);
    }
    expect(await rolesWith(scenario, permission)).toEqual([attempt.strong.roleId]);
  });
});

test("a user with every permission can't take the Administrator role from its group, or delete the group", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const { id } = await seedGroup(db, acme.id, [...ALL_PERMISSIONS]);
  await addToGroup(db, acme.id, scenario.userId("sam"), id);
  const ctx = await scenario.contextOf("sam", "acme");
  const [role] = await db.execute<{ id: string }>(sql`
    select id from roles where organization_id = ${acme.id} and is_administrator`);
  const administrators = { groupId: acme.administratorsGroupId, roleIds: [], before: [role?.id ?? ""] };
  await expect(assignRolesToGroup({ ctx, input: administrators })).rejects.toThrow(Forbidden);
  await expect(deleteGroup({ ctx, input: { groupId: acme.administratorsGroupId } })).rejects.toThrow(
    Forbidden,
  );
});

test("a user with every permission can give each of them, but not the Administrator role", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const giver = await seedGroup(db, acme.id, [...ALL_PERMISSIONS]);
  await addToGroup(db, acme.id, scenario.userId("sam"), giver.id);
  const ctx = await scenario.contextOf("sam", "acme");
  const weak = await seedGroup(db, acme.id, []);
  const userId = scenario.userId("alex");
  await addMembers({ ctx, input: { groupId: giver.id, userIds: [userId] } });
  await assignRole({ ctx, input: { roleId: giver.roleId, groupIds: [weak.id], before: [] } });
  const adding = addMembers({ ctx, input: { groupId: acme.administratorsGroupId, userIds: [userId] } });
  await expect(adding).rejects.toThrow(Forbidden);
});

test("no sequence of changes gives anyone a permission that the actor lacks", async () => {
  const permissions = fc.constantFrom(...ALL_PERMISSIONS);
  const step = fc.record({
    way: fc.constantFrom(...Object.keys(WAYS)),
    permission: permissions,
    swapped: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(permissions, fc.array(step, { minLength: 3, maxLength: 12 }), async (lacking, steps) => {
      const scenario = await seedScenario(db);
      const attempt = await prepareAttempt(scenario, lacking);
      const before = await usersWith(scenario, lacking);
      for (const { way, permission, swapped } of steps) {
        const [strong, weak] = swapped ? [attempt.weak, attempt.strong] : [attempt.strong, attempt.weak];
        await WAYS[way]?.({ ...attempt, permission, strong, weak }).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        });
      }
      const after = await usersWith(scenario, lacking);
      expect(before).toEqual(expect.arrayContaining(after));
    }),
    { numRuns: 25 },
  );
}, 60_000);

/** Gives sam of Acme Travel every permission but one. */
async function prepareAttempt(scenario: Scenario, permission: Permission): Promise<Attempt> {
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
    organizationId: acme.id,
    username: "nora",
    name: "Nora",
    email: null,
    password: null,
    disabled: true,
    groupIds: [strong.id],
  });
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "linus");
  const ctx = await scenario.contextOf("sam", "acme");
  return { ctx, permission, strong, weak, userId: scenario.userId("sam"), disabledId, invitationId };
}

/** The usernames of those who have the permission in Acme Travel. */
async function usersWith(scenario: Scenario, permission: Permission): Promise<string[]> {
  const rows = await db.execute<{ username: string }>(sql`
    select m.username
    from memberships m
    cross join lateral effective_permissions(m.user_id, m.organization_id) as theirs
    where m.organization_id = ${scenario.organizations.acme.id}
      and (theirs.is_administrator or ${permission} = any(theirs.permissions))
    order by m.username`);
  return rows.map(({ username }) => username);
}

/** The ids of the roles that give it. */
async function rolesWith(scenario: Scenario, permission: Permission): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from roles where organization_id = ${scenario.organizations.acme.id} and ${permission} = any(permissions)`);
  return rows.map(({ id }) => id);
}
