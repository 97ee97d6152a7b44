import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { deleteGroup } from "@/db/groups/delete";
import { acceptInvitation } from "@/db/invitations/accept";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { getInvitation } from "@/db/invitations/get";
import { testDatabase } from "@/db/testing/database";
import { auditOf, letPass, stateOf } from "@/db/testing/queries";
import { addToGroup, type Person, plantGroup, plantWorld, type World } from "@/db/testing/scenario";

const { db } = testDatabase();

test("the acceptance page shows the new groups, the link stays, and they are what one gets", async () => {
  const world = await plantWorld(db);
  const [kept, left, added] = await threeGroups(world);
  const { answer, invitationId } = await world.invited("alex", "acme", "grace", [kept.id, left.id]);
  await change(world, "alex", invitationId, [kept.id, added.id]);
  const state = await stateOf(world, answer.link, "grace");
  expect("offer" in state ? names(state.offer.groups) : []).toEqual([kept.name, added.name].sort());
  await acceptInvitation(answer);
  expect(await groupsGiven(world)).toEqual([kept.name, added.name].sort());
  expect(await auditOf(world, "acme", "invitations.edit")).toMatchObject([
    { subjectId: invitationId, subjectName: "grace", details: { added: [added.name], removed: [left.name] } },
  ]);
});

test("an expired one can be changed, too; saving the same again tells nothing", async () => {
  const world = await plantWorld(db);
  const [group] = await threeGroups(world);
  const { invitationId } = await world.invited("alex", "acme", "grace");
  await letPass(world, "acme", "80 hours");
  await change(world, "alex", invitationId, [group.id]);
  await change(world, "alex", invitationId, [group.id]);
  expect(await auditOf(world, "acme", "invitations.edit")).toHaveLength(1);
});

test("who adds a group vouches for all of them, and becomes the inviter", async () => {
  const world = await plantWorld(db);
  const { acme } = world.places;
  const inviting = await plantGroup(db, acme.id, ["invitations.create"]);
  await addToGroup(db, acme.id, world.userId("sam"), inviting.id);
  const { answer, invitationId } = await world.invited("sam", "acme", "grace", [inviting.id]);
  await change(world, "alex", invitationId, [inviting.id, acme.administratorsId]);
  const alex = await world.as("alex", "acme");
  expect(await getInvitation({ ctx: alex, invitationId, now: new Date() })).toMatchObject({
    invitedBy: "alex of acme",
  });
  expect(await acceptInvitation(answer)).toMatchObject({ withheld: [] });
});

test("nobody adds a group that allows more than they may, nor beside one; to take away is enough to invite", async () => {
  const world = await plantWorld(db);
  const { acme } = world.places;
  const inviting = await plantGroup(db, acme.id, ["invitations.create"]);
  await addToGroup(db, acme.id, world.userId("sam"), inviting.id);
  const { invitationId } = await world.invited("alex", "acme", "grace", [acme.administratorsId]);
  const plain = await world.invited("alex", "acme", "linus");
  await expect(change(world, "sam", plain.invitationId, [acme.administratorsId])).rejects.toThrow(Forbidden);
  await expect(change(world, "sam", invitationId, [acme.administratorsId, inviting.id])).rejects.toThrow(
    /Administrators/,
  );
  await change(world, "sam", invitationId, []);
  const alex = await world.as("alex", "acme");
  expect(await getInvitation({ ctx: alex, invitationId, now: new Date() })).toMatchObject({
    groups: [],
    invitedBy: "alex of acme",
  });
});

test("a group that takes the name of a deleted one takes its place; the other deleted ones stay named", async () => {
  const world = await plantWorld(db);
  const [first, second] = await threeGroups(world);
  const { invitationId } = await world.invited("alex", "acme", "grace", [first.id, second.id]);
  const ctx = await world.as("alex", "acme");
  for (const { id } of [first, second]) await deleteGroup({ ctx, input: { groupId: id } });
  const anew = await plantGroup(db, world.places.acme.id, []);
  await db.execute(sql`update groups set name = ${first.name} where id = ${anew.id}`);
  await change(world, "alex", invitationId, [anew.id]);
  const { groups } = await getInvitation({ ctx, invitationId, now: new Date() });
  expect(groups.map(({ name, gone }) => [name, gone]).sort()).toEqual(
    [
      [first.name, false],
      [second.name, true],
    ].sort(),
  );
});

test("groups and invitations of elsewhere are not there, and what has ended stays as it is", async () => {
  const world = await plantWorld(db);
  const foreign = await plantGroup(db, world.places.globex.id, []);
  const { answer, invitationId } = await world.invited("alex", "acme", "grace");
  const elsewhere = await world.invited("hank", "globex", "grace");
  await expect(change(world, "alex", invitationId, [foreign.id])).rejects.toThrow(NotFound);
  await expect(change(world, "alex", elsewhere.invitationId, [])).rejects.toThrow(NotFound);
  await acceptInvitation(answer);
  await expect(change(world, "alex", invitationId, [])).rejects.toThrow(Conflict);
});

async function change(world: World, by: Person, invitationId: string, groupIds: string[]) {
  await changeInvitationGroups({ ctx: await world.as(by, "acme"), input: { invitationId, groupIds } });
}

type Group = Awaited<ReturnType<typeof plantGroup>>;

async function threeGroups(world: World): Promise<[Group, Group, Group]> {
  const made = () => plantGroup(db, world.places.acme.id, ["users.view"]);
  return [await made(), await made(), await made()];
}

function names(groups: readonly { name: string }[]): string[] {
  return groups.map(({ name }) => name).sort();
}

async function groupsGiven(world: World): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select g.name from membership_groups mg join groups g on g.id = mg.group_id
    where mg.organization_id = ${world.places.acme.id} and mg.user_id = ${world.userId("grace")}`);
  return names(rows);
}
