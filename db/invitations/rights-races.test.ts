import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { z } from "zod";
import { deleteGroup } from "@/db/groups/delete";
import { removeMembers } from "@/db/groups/remove-members";
import { acceptInvitation } from "@/db/invitations/accept";
import { editRole } from "@/db/roles/edit";
import { testDatabase } from "@/db/testing/database";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { repeatRace } from "@/db/testing/repeat-race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { removeUser } from "@/db/users/remove";
import { InvitationClosed } from "./respond";

const { db } = testDatabase();

repeatRace(
  "accepting again with the old link while being removed doesn't restore the membership",
  async (round) => {
    const scenario = await seedScenario(db);
    const { answer } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await acceptInvitation(answer);
    const ctx = await scenario.contextOf("alex", "acme");
    const remove = () => removeUser({ ctx, input: { userId: scenario.userId("grace") } });
    const accept = () => expect(acceptInvitation(answer)).rejects.toThrow(InvitationClosed);
    await Promise.all(round % 2 ? [remove(), accept(), accept()] : [accept(), accept(), remove()]);
    await accept();
    expect(await membershipOf(scenario, "grace")).toBeUndefined();
  },
);

type Offered = Awaited<ReturnType<typeof seedGroup>>;

const RACES = {
  "rights being taken from the inviter": async (scenario: Scenario, { id }: Offered) => {
    const ctx = await scenario.contextOf("alex", "acme");
    return () => removeMembers({ ctx, input: { groupId: id, userIds: [scenario.userId("sam")] } });
  },
  "a group becoming more powerful": async (scenario: Scenario, { roleId, name }: Offered) => {
    const ctx = await scenario.contextOf("alex", "acme");
    return () =>
      editRole({
        ctx,
        input: { roleId, name, permissions: ["users.view", "groups.delete"], before: ["users.view"] },
      });
  },
  "a group being deleted": async (scenario: Scenario, { id }: Offered) => {
    const ctx = await scenario.contextOf("alex", "acme");
    return () => deleteGroup({ ctx, input: { groupId: id } });
  },
};

for (const [name, prepare] of Object.entries(RACES)) {
  repeatRace(
    `accepting during ${name} grants or withholds the group, as page and audit log say`,
    async (round) => {
      const scenario = await seedScenario(db);
      const { acme } = scenario.organizations;
      const inviting = await seedGroup(db, acme.id, ["invitations.create"]);
      const offered = await seedGroup(db, acme.id, ["users.view"]);
      for (const { id } of [inviting, offered]) await addToGroup(db, acme.id, scenario.userId("sam"), id);
      const { answer } = await scenario.inviteAndDeliver("sam", "acme", "grace", [inviting.id, offered.id]);
      const other = await prepare(scenario, offered);
      const accept = () => acceptInvitation(answer);
      const [one, two] = round % 2 ? [accept(), other()] : [other(), accept()];
      const [first, second] = await Promise.all([one, two]);
      const answered = round % 2 ? first : second;
      const recorded = await recordedGroups(scenario);
      expect(answered).toMatchObject({ withheld: Object.keys(recorded.withheld) });
      expect([...recorded.given, ...Object.keys(recorded.withheld)].sort()).toEqual(
        [inviting.name, offered.name].sort(),
      );
      expect(recorded.given).toContain(inviting.name);
      const after = await groupsOf(scenario);
      expect(after.ofGrace).toEqual(recorded.given.filter((group) => after.existing.includes(group)));
    },
  );
}

async function recordedGroups(scenario: Scenario) {
  const accepted = await auditOf(scenario, "acme", "invitations.accept");
  expect(accepted).toHaveLength(1);
  return acceptance.parse(accepted[0]?.details);
}

const acceptance = z
  .object({ groups: z.array(z.string()), withheld: z.record(z.string(), z.string()) })
  .transform(({ groups, withheld }) => ({ given: groups, withheld }));

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
