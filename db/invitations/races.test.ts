import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { inviteUsers } from "@/db/invitations/invite";
import { disableOrganization } from "@/db/organizations/disable";
import { invitations, organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { repeatRace } from "@/db/testing/repeat-race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { removeUser } from "@/db/users/remove";

const { db } = testDatabase();

repeatRace(
  "twenty simultaneous acceptances create one membership and one audit event, and nineteen are refused",
  async () => {
    const scenario = await seedScenario(db);
    const { answer } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => acceptInvitation(answer)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const refused of answers.filter((result) => result.status === "rejected")) {
      expect(refused.reason.name).toBe("InvitationClosed");
    }
    expect(await outcomeOf(scenario)).toMatchObject({ member: true, accepted: 1 });
  },
  3,
);

const RACES = {
  "while the invitation is deleted": async (scenario: Scenario, id: string) => {
    const ctx = await scenario.contextOf("alex", "acme");
    return () => deleteInvitations({ ctx, input: { invitationIds: [id] } });
  },
  "while the link expires": async (_: Scenario, id: string) => () =>
    db.update(invitations).set({ expiresAt: sql`clock_timestamp()` }).where(eq(invitations.id, id)),
  "while the user is disabled in the parent": async (scenario: Scenario) => {
    const ctx = await scenario.contextOf("ada", "meridian");
    return () => disableUser({ ctx, input: { userId: scenario.userId("grace") } });
  },
  "while the organization is disabled": async (scenario: Scenario) => {
    const ctx = await scenario.contextOf("ada", "meridian");
    return () => disableOrganization({ ctx, input: { organizationId: scenario.organizations.acme.id } });
  },
  "while the root organization is disabled": async (scenario: Scenario) => () =>
    db
      .update(organizations)
      .set({ disabledAt: sql`clock_timestamp()` })
      .where(eq(organizations.id, scenario.organizations.meridian.id)),
};

for (const [name, prepare] of Object.entries(RACES)) {
  repeatRace(`accepting ${name} has one complete outcome`, async (round) => {
    const scenario = await seedScenario(db);
    const { answer, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const other = await prepare(scenario, invitationId);
    const first = () => acceptInvitation(answer);
    const [one, two] = round % 2 ? [first, other] : [other, first];
    const ended = await Promise.allSettled([one(), two()]);
    const accepted = ended[round % 2 ? 0 : 1]?.status === "fulfilled";
    const after = await outcomeOf(scenario);
    expect(after.accepted).toBe(accepted ? 1 : 0);
    expect(after.status === "accepted").toBe(accepted);
    const stays = accepted && !name.includes("the user is disabled");
    expect(after.member).toBe(stays);
    expect(after.ended).toBe(accepted && !stays ? 1 : 0);
  });
}

repeatRace("accepting and declining at the same time does one of the two", async () => {
  const scenario = await seedScenario(db);
  const { answer } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const [accepted, declined] = await Promise.allSettled([
    acceptInvitation(answer),
    declineInvitation(answer),
  ]);
  expect([accepted.status, declined.status].sort()).toEqual(["fulfilled", "rejected"]);
  expect(await outcomeOf(scenario)).toMatchObject({
    member: accepted.status === "fulfilled",
    status: accepted.status === "fulfilled" ? "accepted" : "declined",
    answered: 1,
  });
});

repeatRace("inviting while the user is removed from the parent leaves no pending invitation", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).answer);
  const [elena, alex] = [
    await scenario.contextOf("elena", "europe"),
    await scenario.contextOf("alex", "acme"),
  ];
  const input = { usernames: ["grace"], groupIds: [], requestId: randomUUID() };
  await Promise.all([
    inviteUsers({ ctx: elena, input }),
    removeUser({ ctx: alex, input: { userId: scenario.userId("grace") } }),
  ]);
  const [row] = await db.execute<{ pending: number }>(sql`
      select count(*)::int as pending from invitations
      where organization_id = ${scenario.organizations.europe.id} and status = 'pending'`);
  expect(row?.pending).toBe(0);
});

repeatRace("inviting while accepting leaves no member with a pending invitation", async () => {
  const scenario = await seedScenario(db);
  const { answer } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await Promise.all([acceptInvitation(answer), scenario.invite("ada", "acme", ["grace", "linus"])]);
  const [row] = await db.execute<{ doubled: number }>(sql`
      select count(*)::int as doubled from invitations i
      join memberships m on m.organization_id = i.organization_id and m.user_id = i.user_id
      where i.organization_id = ${scenario.organizations.acme.id} and i.status = 'pending'`);
  expect(row?.doubled).toBe(0);
});

test("a user who joins the parent during the request isn't invited", async () => {
  const scenario = await seedScenario(db);
  const { answer } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await scenario.inviteAndDeliver("elena", "europe", "sam");
  const { id: europe } = scenario.organizations.europe;
  await db.execute(sql`update invitations set expires_at = now() where organization_id = ${europe}`);
  const [outcomes] = await db.transaction(async (tx) => {
    // Inviting locks the members of acme before it waits for this lock.
    await tx.execute(sql`select from invitations where organization_id = ${europe} for update`);
    const inviting = scenario.invite("elena", "europe", ["grace", "sam"]);
    await vi.waitUntil(() => isAnybodyWaiting());
    await acceptInvitation(answer);
    return [inviting];
  });
  expect(await outcomes).toEqual([
    { username: "grace", outcome: "not-a-user-of-parent" },
    { username: "sam", outcome: "invited" },
  ]);
});

async function isAnybodyWaiting() {
  const waiting = await db.execute(sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return waiting.length > 0;
}

/** Grace's membership and invitation of acme, and the audit events about them. */
async function outcomeOf(scenario: Scenario) {
  const here = scenario.organizations.acme.id;
  const grace = scenario.userId("grace");
  const audited = (actions: string) => sql`(select count(*)::int from audit_events
    where organization_id = ${here} and outcome = 'done' and action = any(${actions}::text[]))`;
  const [row] = await db.execute<{
    member: boolean;
    status: string;
    accepted: number;
    answered: number;
    ended: number;
  }>(sql`
    select exists (select from memberships where organization_id = ${here} and user_id = ${grace}) as member,
      (select status from invitations where organization_id = ${here} and user_id = ${grace}) as status,
      ${audited("{invitations.accept}")} as accepted,
      ${audited("{invitations.accept,invitations.decline}")} as answered,
      ${audited("{memberships.end}")} as ended`);
  if (!row) throw new Error("A select without from returns one row.");
  return row;
}
