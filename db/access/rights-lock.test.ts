import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDraft } from "@/db/bulk-actions/create-draft";
import type { Database } from "@/db/client";
import { NotFound, Refusal } from "@/db/errors";
import { assignRolesToGroup } from "@/db/groups/assign-roles";
import { createGroup } from "@/db/groups/create";
import { deleteGroup } from "@/db/groups/delete";
import { removeMembers } from "@/db/groups/remove-members";
import { acceptInvitation } from "@/db/invitations/accept";
import { changeMembershipEnd } from "@/db/memberships/change-end";
import { disableOrganization } from "@/db/organizations/disable";
import type { RequestContext } from "@/db/request-context";
import { assignRole } from "@/db/roles/assign";
import { deleteRole } from "@/db/roles/delete";
import { editRole } from "@/db/roles/edit";
import { draftForm } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { waitUntilBlocked } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { removeUser } from "@/db/users/remove";
import { lastDay } from "@/lib/days";
import { lockRights, organizationRights } from "./rights-lock";

const { db } = testDatabase();

type OnUser = (ctx: RequestContext, userId: string) => Promise<unknown>;

const ON_USERS: Readonly<Record<string, OnUser>> = {
  assignGroups: (ctx, userId) => assignGroups({ ctx, input: { userId, groupIds: [] } }),
  removeUser: (ctx, userId) => removeUser({ ctx, input: { userId } }),
  disableUser: (ctx, userId) => disableUser({ ctx, input: { userId } }),
  deleteUser: (ctx, userId) => deleteUser({ ctx, input: { userId } }),
  changeMembershipEnd: (ctx, userId) =>
    changeMembershipEnd({ ctx, input: { userId, endsOn: lastDay(new Date(), "UTC") } }),
};

describe("a user can work in another organization while a command of this one waits, when the command is", () => {
  const cases = Object.keys(ON_USERS).flatMap((name) => [
    [name, "a stranger"] as const,
    [name, "an invited user"] as const,
  ]);
  test.each(cases)("%s of %s", async (name, who) => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    if (who === "an invited user") {
      await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    }
    const group = await seedGroup(db, scenario.organizations.meridian.id, ["groups.create"]);
    await addToGroup(db, scenario.organizations.meridian.id, scenario.userId("grace"), group.id);
    const grace = await scenario.contextOf("grace", "meridian");
    const alex = await scenario.contextOf("alex", "acme");
    const { acting } = await db.transaction(async (tx) => {
      await lockRights(tx, { revoked: [organizationRights(acme.id)] }); // like another command in Acme
      let settled = false;
      const acting = ON_USERS[name]?.(alex, scenario.userId("grace")).then(
        () => null,
        (error: unknown) => error,
      );
      acting?.then(() => {
        settled = true;
      });
      await expect.poll(async () => settled || (await isAnyBlocked(db)), { timeout: 20_000 }).toBe(true);
      await createGroup({ ctx: grace, input: { name: randomUUID(), description: "", roleIds: [] } });
      return { acting };
    });
    const error = await acting;
    if (error !== null) expect(error).toBeInstanceOf(Refusal);
  });
});

async function isAnyBlocked(database: Database): Promise<boolean> {
  const [row] = await database.execute(sql`
    select from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and wait_event_type = 'Lock'`);
  return row !== undefined;
}

type AtRoot = (scenario: Scenario, ctx: RequestContext) => Promise<unknown>;

/** Runs a command of ada in the root organization while a command in Acme relies on the rights of the root. */
async function actWhileAcmeWorks(act: AtRoot) {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("ada", "meridian");
  await db.transaction(async (tx) => {
    const { meridian, acme } = scenario.organizations;
    await lockRights(tx, { relied: [organizationRights(meridian.id), organizationRights(acme.id)] });
    await act(scenario, ctx);
  });
}

const NOTHING = "00000000-0000-4000-8000-000000000000";

const OF_NOTHING: Readonly<Record<string, AtRoot>> = {
  "removeMembers without anyone to remove": (_, ctx) =>
    removeMembers({ ctx, input: { groupId: NOTHING, userIds: [NOTHING] } }),
  "removeMembers of many who aren't in the group": (scenario, ctx) =>
    removeMembers({
      ctx,
      input: {
        groupId: scenario.organizations.meridian.administratorsGroupId,
        userIds: Array.from({ length: 1000 }, () => randomUUID()),
      },
    }),
  deleteGroup: (_, ctx) => deleteGroup({ ctx, input: { groupId: NOTHING } }),
  deleteRole: (_, ctx) => deleteRole({ ctx, input: { roleId: NOTHING } }),
  editRole: (_, ctx) =>
    editRole({ ctx, input: { roleId: NOTHING, name: "x", permissions: [], before: ["users.view"] } }),
  assignRole: (_, ctx) => assignRole({ ctx, input: { roleId: NOTHING, groupIds: [], before: [NOTHING] } }),
  assignRolesToGroup: (_, ctx) =>
    assignRolesToGroup({ ctx, input: { groupId: NOTHING, roleIds: [], before: [NOTHING] } }),
  disableOrganization: (scenario, ctx) =>
    disableOrganization({ ctx, input: { organizationId: scenario.organizations.europe.id } }),
};

describe("a command that has nothing to revoke doesn't wait for others:", () => {
  test.each(Object.entries(OF_NOTHING))("%s", async (_, act) => {
    await actWhileAcmeWorks(async (scenario, ctx) => {
      await expect(act(scenario, ctx)).rejects.toThrow(NotFound);
    });
  });
});

const OF_FEW: Readonly<Record<string, AtRoot>> = {
  "disabling another organization": (scenario, ctx) =>
    disableOrganization({ ctx, input: { organizationId: scenario.organizations.globex.id } }),
  "taking a user out of a group": async (scenario, ctx) => {
    const { meridian } = scenario.organizations;
    const group = await seedGroup(db, meridian.id, []);
    await addToGroup(db, meridian.id, scenario.userId("grace"), group.id);
    await removeMembers({ ctx, input: { groupId: group.id, userIds: [scenario.userId("grace")] } });
  },
};

describe("a command that revokes the rights of a few users doesn't wait for commands in other organizations:", () => {
  test.each(Object.entries(OF_FEW))("%s", async (_, act) => {
    await actWhileAcmeWorks(act);
  });
});

test("storing a draft locks no rights, so a command that revokes rights doesn't wait for it", async () => {
  const scenario = await seedScenario(db);
  const { meridian } = scenario.organizations;
  const group = await seedGroup(db, meridian.id, ["users.view"]);
  const [alex, ada] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("ada", "meridian")];
  const { drafting } = await db.transaction(async (tx) => {
    await tx.execute(sql`lock table bulk_action_rows in exclusive mode`);
    const drafting = createDraft({ ctx: alex, input: draftForm({ usernames: "grace" }) });
    await waitUntilBlocked(db);
    await deleteGroup({ ctx: ada, input: { groupId: group.id } });
    return { drafting };
  });
  await drafting;
});
