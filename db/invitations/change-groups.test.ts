import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { deleteGroup } from "@/db/groups/delete";
import { acceptInvitation } from "@/db/invitations/accept";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { getInvitation } from "@/db/invitations/get";
import { testDatabase } from "@/db/testing/database";
import { auditOf, letTimePass, stateOf } from "@/db/testing/queries";
import { addToGroup, type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

test("the acceptance page shows the new groups, the link still works, and the member gets the new groups", async () => {
  const scenario = await seedScenario(db);
  const [kept, left, added] = await threeGroups(scenario);
  const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace", [
    kept.id,
    left.id,
  ]);
  await change(scenario, "alex", invitationId, [kept.id, added.id]);
  const state = await stateOf(scenario, response.link, "grace");
  expect("offer" in state ? names(state.offer.groups) : []).toEqual([kept.name, added.name].sort());
  await acceptInvitation(response);
  expect(await groupsGiven(scenario)).toEqual([kept.name, added.name].sort());
  expect(await auditOf(scenario, "acme", "invitations.edit")).toMatchObject([
    { subjectId: invitationId, subjectName: "grace", details: { added: [added.name], removed: [left.name] } },
  ]);
});

test("an expired invitation can be changed, and saving the same groups again records nothing", async () => {
  const scenario = await seedScenario(db);
  const [group] = await threeGroups(scenario);
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await letTimePass(scenario, "acme", "80 hours");
  await change(scenario, "alex", invitationId, [group.id]);
  await change(scenario, "alex", invitationId, [group.id]);
  expect(await auditOf(scenario, "acme", "invitations.edit")).toHaveLength(1);
});

test("an invitation can have at most 100 groups, even if they are added in several edits", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const groups = await db.execute<{ id: string }>(sql`
    insert into groups (organization_id, name)
    select ${acme.id}, 'Group ' || n from generate_series(1, 101) n
    returning id`);
  const groupIds = groups.map(({ id }) => id);
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace", groupIds.slice(0, 60));
  const ctx = await scenario.contextOf("alex", "acme");
  const add = (more: string[]) =>
    changeInvitationGroups({ ctx, input: { invitationId, groupIds: more, before: [] } });
  await expect(add(groupIds.slice(60))).rejects.toThrow(Conflict);
  await add(groupIds.slice(60, 100));
  await expect(add(groupIds.slice(100))).rejects.toMatchObject({
    reason: { code: "too-many-groups-of-invitation" },
  });
  expect(await getInvitation({ ctx, invitationId, now: new Date() })).toMatchObject({ groupCount: 100 });
});

test("an actor who adds a group becomes the inviter, whose permissions then decide about all groups", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const inviting = await seedGroup(db, acme.id, ["invitations.create"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), inviting.id);
  const { response, invitationId } = await scenario.inviteAndDeliver("sam", "acme", "grace", [inviting.id]);
  await change(scenario, "alex", invitationId, [inviting.id, acme.administratorsGroupId]);
  const alex = await scenario.contextOf("alex", "acme");
  expect(await getInvitation({ ctx: alex, invitationId, now: new Date() })).toMatchObject({
    invitedBy: "Alex Morgan",
  });
  expect(await acceptInvitation(response)).toMatchObject({ notGranted: [] });
});

test("adding a group takes the permissions of all groups, but removing one takes only the permission to invite", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const inviting = await seedGroup(db, acme.id, ["invitations.create"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), inviting.id);
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace", [
    acme.administratorsGroupId,
  ]);
  const plain = await scenario.inviteAndDeliver("alex", "acme", "linus");
  await expect(change(scenario, "sam", plain.invitationId, [acme.administratorsGroupId])).rejects.toThrow(
    Forbidden,
  );
  await expect(
    change(scenario, "sam", invitationId, [acme.administratorsGroupId, inviting.id]),
  ).rejects.toThrow(/Administrators/);
  await change(scenario, "sam", invitationId, []);
  const alex = await scenario.contextOf("alex", "acme");
  expect(await getInvitation({ ctx: alex, invitationId, now: new Date() })).toMatchObject({
    groups: [],
    invitedBy: "Alex Morgan",
  });
});

test("a group with the name of a deleted one replaces it, and other deleted groups stay named", async () => {
  const scenario = await seedScenario(db);
  const [first, second] = await threeGroups(scenario);
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace", [first.id, second.id]);
  const ctx = await scenario.contextOf("alex", "acme");
  for (const { id } of [first, second]) await deleteGroup({ ctx, input: { groupId: id } });
  const sameName = await seedGroup(db, scenario.organizations.acme.id, []);
  await db.execute(sql`update groups set name = ${first.name} where id = ${sameName.id}`);
  await change(scenario, "alex", invitationId, [sameName.id]);
  const { groups } = await getInvitation({ ctx, invitationId, now: new Date() });
  expect(groups.map(({ name, isDeleted }) => [name, isDeleted]).sort()).toEqual(
    [
      [first.name, false],
      [second.name, true],
    ].sort(),
  );
});

test("groups and invitations of other organizations aren't found, and ended invitations can't be changed", async () => {
  const scenario = await seedScenario(db);
  const foreign = await seedGroup(db, scenario.organizations.globex.id, []);
  const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const elsewhere = await scenario.inviteAndDeliver("hank", "globex", "grace");
  await expect(change(scenario, "alex", invitationId, [foreign.id])).rejects.toThrow(NotFound);
  await expect(change(scenario, "alex", elsewhere.invitationId, [])).rejects.toThrow(NotFound);
  await acceptInvitation(response);
  await expect(change(scenario, "alex", invitationId, [])).rejects.toThrow(Conflict);
});

async function change(scenario: Scenario, by: Person, invitationId: string, groupIds: string[]) {
  await changeInvitationGroups({
    ctx: await scenario.contextOf(by, "acme"),
    input: { invitationId, groupIds },
  });
}

type Group = Awaited<ReturnType<typeof seedGroup>>;

async function threeGroups(scenario: Scenario): Promise<[Group, Group, Group]> {
  const made = () => seedGroup(db, scenario.organizations.acme.id, ["users.view"]);
  return [await made(), await made(), await made()];
}

function names(groups: readonly { name: string }[]): string[] {
  return groups.map(({ name }) => name).sort();
}

async function groupsGiven(scenario: Scenario): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select g.name from membership_groups mg join groups g on g.id = mg.group_id
    where mg.organization_id = ${scenario.organizations.acme.id} and mg.user_id = ${scenario.userId("grace")}`);
  return names(rows);
}
