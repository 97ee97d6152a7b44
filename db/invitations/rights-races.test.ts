import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { membershipRights, rightsLock } from "@/db/access/rights-lock";
import { Refusal } from "@/db/errors";
import { deleteGroup } from "@/db/groups/delete";
import { removeMembers } from "@/db/groups/remove-members";
import { acceptInvitation } from "@/db/invitations/accept";
import { disableOrganization } from "@/db/organizations/disable";
import { editRole } from "@/db/roles/edit";
import { testDatabase } from "@/db/testing/database";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";
import { removeUser } from "@/db/users/remove";
import type { Permission } from "@/lib/permissions";
import { InvitationClosed } from "./respond";

const { db } = testDatabase();

testBothOrders(
  "accepting again with the old link while being removed doesn't restore the membership",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await acceptInvitation(response);
    const ctx = await scenario.contextOf("alex", "acme");
    const remove = () => removeUser({ ctx, input: { userId: scenario.userId("grace") } });
    const accept = () => acceptInvitation(response);
    const closed = { reason: expect.any(InvitationClosed) };
    expect(await race(db, [accept, remove, accept], { reversed })).toMatchObject([
      closed,
      { status: "fulfilled" },
      closed,
    ]);
    await expect(accept()).rejects.toThrow(InvitationClosed);
    expect(await membershipOf(scenario, "grace")).toBeUndefined();
  },
);

type Offered = Awaited<ReturnType<typeof seedGroup>>;

type Race = {
  readonly prepare: (scenario: Scenario, offered: Offered) => Promise<() => Promise<unknown>>;
  /** Whether an acceptance waits for it. */
  readonly isAwaited: boolean;
};

const RACES: Readonly<Record<string, Race>> = {
  "rights are taken from the inviter": {
    isAwaited: true,
    prepare: async (scenario, { id }) => {
      const ctx = await scenario.contextOf("alex", "acme");
      return () => removeMembers({ ctx, input: { groupId: id, userIds: [scenario.userId("sam")] } });
    },
  },
  "the inviter gets other groups": {
    isAwaited: true,
    prepare: async (scenario, { id }) => {
      const ctx = await scenario.contextOf("alex", "acme");
      return () =>
        assignGroups({ ctx, input: { userId: scenario.userId("sam"), groupIds: [], before: [id] } });
    },
  },
  "a group gets more permissions": {
    isAwaited: false, // The invitee gets them in both orders, like all other members.
    prepare: async (scenario, { roleId, name }) => {
      const ctx = await scenario.contextOf("alex", "acme");
      const permissions: Permission[] = ["users.view", "groups.delete"];
      return () => editRole({ ctx, input: { roleId, name, permissions, before: ["users.view"] } });
    },
  },
  "a group is deleted": {
    isAwaited: true,
    prepare: async (scenario, { id }) => {
      const ctx = await scenario.contextOf("alex", "acme");
      return () => deleteGroup({ ctx, input: { groupId: id } });
    },
  },
};

describe.each(Object.entries(RACES))("accepting while %s", (_, { prepare, isAwaited }) => {
  testBothOrders("grants or withholds the group, and page and audit log say the same", async (reversed) => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const inviting = await seedGroup(db, acme.id, ["invitations.create"]);
    const offered = await seedGroup(db, acme.id, ["users.view"]);
    for (const { id } of [inviting, offered]) await addToGroup(db, acme.id, scenario.userId("sam"), id);
    const { response } = await scenario.inviteAndDeliver("sam", "acme", "grace", [inviting.id, offered.id]);
    const other = await prepare(scenario, offered);
    const [accepting, changing] = await race(db, [() => acceptInvitation(response), other], { reversed });
    expect(changing.status).toBe("fulfilled");
    const notGranted = reversed && isAwaited ? [offered.name] : [];
    expect(accepting).toMatchObject({ value: { notGranted } });
    const recorded = await recordedGroups(scenario);
    expect(Object.keys(recorded.notGranted)).toEqual(notGranted);
    expect(recorded.given).toEqual(
      [inviting.name, offered.name].filter((name) => !notGranted.includes(name)).sort(),
    );
    const after = await groupsOf(scenario);
    expect(after.ofGrace).toEqual(recorded.given.filter((group) => after.existing.includes(group)));
  });
});

test("accepting while the inviter's groups change and the organization is disabled never deadlocks", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const [alex, ada] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("ada", "meridian")];
  const sam = scenario.userId("sam");
  const inviting = await seedGroup(db, acme.id, ["invitations.create"]);
  await addToGroup(db, acme.id, sam, inviting.id);
  const { response } = await scenario.inviteAndDeliver("sam", "acme", "grace");
  // The acceptance waits behind the change of groups, and disabling behind what the acceptance has already locked.
  const results = await race(
    db,
    [
      () => assignGroups({ ctx: alex, input: { userId: sam, groupIds: [], before: [inviting.id] } }),
      () => acceptInvitation(response),
      () => disableOrganization({ ctx: ada, input: { organizationId: acme.id } }),
    ],
    { lock: rightsLock({ revoked: [membershipRights(acme.id, sam)] }) },
  );
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toBeInstanceOf(Refusal);
  }
});

async function recordedGroups(scenario: Scenario) {
  const accepted = await auditOf(scenario, "acme", "invitations.accept");
  expect(accepted).toHaveLength(1);
  return acceptance.parse(accepted[0]?.details);
}

const acceptance = z
  .object({ groups: z.array(z.string()), notGranted: z.record(z.string(), z.string()) })
  .transform(({ groups, notGranted }) => ({ given: groups, notGranted }));

async function groupsOf(scenario: Scenario) {
  const here = scenario.organizations.acme.id;
  const [row] = await db.execute<{ ofGrace: string[]; existing: string[] }>(sql`
    select
      array(select name from groups where organization_id = ${here}) as existing,
      array(
        select g.name
        from membership_groups mg
        join groups g on g.id = mg.group_id
        where mg.organization_id = ${here} and mg.user_id = ${scenario.userId("grace")}
        order by g.name
      ) as "ofGrace"`);
  if (!row) throw new Error("A select without from returns one row.");
  return row;
}
