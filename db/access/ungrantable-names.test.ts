import { expect, test } from "vitest";
import { z } from "zod";
import type { Conflict } from "@/db/errors";
import { resendInvitations } from "@/db/invitations/resend";
import { rowsOf } from "@/db/rows";
import { testDatabase } from "@/db/testing/database";
import { auditOf, letTimePass } from "@/db/testing/queries";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { assignGroups } from "@/db/users/assign";

const { db } = testDatabase();

test("a refusal and its audit event name the first ten groups that can't be assigned", async () => {
  const scenario = await seedScenario(db);
  const groupIds = await seedPowerfulGroups(scenario, 1000);
  await letSam(scenario);
  const ctx = await scenario.contextOf("sam", "acme");
  const refused = assignGroups({ ctx, input: { userId: scenario.userId("sam"), groupIds } });
  const refusal: Conflict = await refused.then(
    () => expect.unreachable(),
    (error) => error,
  );
  expect(refusal.reason).toMatchObject({ names: { length: 10 }, more: 990 });
  expect(refusal.message).toContain("and 990 more");
  const [event] = await auditOf(scenario, "acme", "users.assign");
  expect(JSON.stringify(event).length).toBeLessThan(5000);
});

test("resending names the first five groups of an invitation that can't be given", async () => {
  const scenario = await seedScenario(db);
  const groupIds = await seedPowerfulGroups(scenario, 100);
  await letSam(scenario);
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace", groupIds);
  await letTimePass(scenario, "acme", "1 hour");
  const ctx = await scenario.contextOf("sam", "acme");
  const [outcome] = await resendInvitations({ ctx, input: { invitationIds: [invitationId] } });
  expect(outcome).toMatchObject({ outcome: "ungrantable", groups: { length: 5 }, moreGroups: 95 });
});

/** Lets sam assign groups and resend invitations, and nothing else. */
async function letSam(scenario: Scenario) {
  const { id } = scenario.organizations.acme;
  const group = await seedGroup(db, id, ["users.assign", "invitations.send"]);
  await addToGroup(db, id, scenario.userId("sam"), group.id);
}

/** Inserts groups with long names and a permission that sam lacks. @returns their ids */
async function seedPowerfulGroups({ organizations: { acme } }: Scenario, count: number) {
  const rows = await rowsOf(db, z.object({ id: z.string() }))`
    with role as (
      insert into roles (organization_id, name, permissions) values (${acme.id}, 'Powerful', '{settings.edit}') returning id
    ),
    created as (
      insert into groups (organization_id, name)
      select ${acme.id}, rpad(n::text, 120, 'x') from generate_series(1, ${count}::int) n
      returning id
    ),
    given as (
      insert into group_roles (organization_id, group_id, role_id)
      select ${acme.id}, created.id, role.id from created, role
    )
    select id from created`;
  return rows.map(({ id }) => id);
}
