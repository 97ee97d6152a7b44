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

repeatRace("accepting once more with the old link, against removal, brings nobody back", async (round) => {
  const scenario = await seedScenario(db);
  const { answer } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await acceptInvitation(answer);
  const ctx = await scenario.contextOf("alex", "acme");
  const remove = () => removeUser({ ctx, input: { userId: scenario.userId("grace") } });
  const accept = () => expect(acceptInvitation(answer)).rejects.toThrow(InvitationClosed);
  await Promise.all(round % 2 ? [remove(), accept(), accept()] : [accept(), accept(), remove()]);
  await accept();
  expect(await membershipOf(scenario, "grace")).toBeUndefined();
});

type Offered = Awaited<ReturnType<typeof seedGroup>>;

const RIVALS = {
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

for (const [name, prepare] of Object.entries(RIVALS)) {
  repeatRace(
    `accepting against ${name} gives the group or withholds it, and invitee and audit are told which`,
    async (round) => {
      const scenario = await seedScenario(db);
      const { acme } = scenario.organizations;
      const inviting = await seedGroup(db, acme.id, ["invitations.create"]);
      const offered = await seedGroup(db, acme.id, ["users.view"]);
      for (const { id } of [inviting, offered]) await addToGroup(db, acme.id, scenario.userId("sam"), id);
      const { answer } = await scenario.inviteAndDeliver("sam", "acme", "grace", [inviting.id, offered.id]);
      const rival = await prepare(scenario, offered);
      const accept = () => acceptInvitation(answer);
      const [one, two] = round % 2 ? [accept(), rival()] : [rival(), accept()];
      const [first, second] = await Promise.all([one, two]);
      const answered = round % 2 ? first : second;
      const told = await toldOf(scenario);
      expect(answered).toMatchObject({ withheld: Object.keys(told.withheld) });
      expect([...told.given, ...Object.keys(told.withheld)].sort()).toEqual(
        [inviting.name, offered.name].sort(),
      );
      expect(told.given).toContain(inviting.name);
      const after = await groupsOf(scenario);
      expect(after.of).toEqual(told.given.filter((group) => after.standing.includes(group)));
    },
  );
}

async function toldOf(scenario: Scenario) {
  const accepted = await auditOf(scenario, "acme", "invitations.accept");
  expect(accepted).toHaveLength(1);
  return acceptance.parse(accepted[0]?.details);
}

const acceptance = z
  .object({ groups: z.array(z.string()), withheld: z.record(z.string(), z.string()) })
  .transform(({ groups, withheld }) => ({ given: groups, withheld }));

/** The groups that grace has in acme, and all that there are. */
async function groupsOf(scenario: Scenario) {
  const here = scenario.organizations.acme.id;
  const [row] = await db.execute<{ of: string[]; standing: string[] }>(sql`
    select array(select name from groups where organization_id = ${here}) as standing,
      array(select g.name from membership_groups mg join groups g on g.id = mg.group_id
        where mg.organization_id = ${here} and mg.user_id = ${scenario.userId("grace")} order by g.name) as of`);
  if (!row) throw new Error("A select without from answers with one row.");
  return row;
}
