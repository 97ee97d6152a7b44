import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { lockRights, organizationRights } from "@/db/access/rights-lock";
import { acceptInvitation } from "@/db/invitations/accept";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { inviteUsers } from "@/db/invitations/invite";
import { disableOrganization } from "@/db/organizations/disable";
import { invitations, organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { race, testBothOrders, waitUntilBlocked } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { removeUser } from "@/db/users/remove";

// An account may have a fifth of the connections: enough for all of its requests in a race.
const { db } = testDatabase({ connections: 110 });

test("ten simultaneous acceptances create one membership and one audit event, and nine are refused", async () => {
  const scenario = await seedScenario(db);
  const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const results = await race(
    db,
    Array.from({ length: 10 }, () => () => acceptInvitation(response)),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const refused of results.filter((result) => result.status === "rejected")) {
    expect(refused.reason.name).toBe("InvitationClosed");
  }
  expect(await outcomeOf(scenario)).toMatchObject({ member: true, accepted: 1 });
});

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
    db.transaction(async (tx) => {
      const { id } = scenario.organizations.meridian;
      await lockRights(tx, { revoked: [organizationRights(id)] });
      await tx.update(organizations).set({ disabledAt: sql`now()` }).where(eq(organizations.id, id));
    }),
};

describe.each(Object.entries(RACES))("accepting %s", (name, prepare) => {
  testBothOrders("has one complete outcome", async (reversed) => {
    const scenario = await seedScenario(db);
    const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const other = await prepare(scenario, invitationId);
    const [accepting, ending] = await race(db, [() => acceptInvitation(response), other], { reversed });
    const accepted = accepting.status === "fulfilled";
    expect(accepted).toBe(!reversed);
    const isLate = accepted && name.includes("is deleted");
    expect(ending.status).toBe(isLate ? "rejected" : "fulfilled");
    const after = await outcomeOf(scenario);
    expect(after.accepted).toBe(accepted ? 1 : 0);
    expect(after.status === "accepted").toBe(accepted);
    const stays = accepted && !name.includes("the user is disabled");
    expect(after.member).toBe(stays);
    expect(after.ended).toBe(accepted && !stays ? 1 : 0);
  });
});

testBothOrders(
  "when an invitation is accepted and declined at the same time, the first response counts",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const results = await race(db, [() => acceptInvitation(response), () => declineInvitation(response)], {
      reversed,
    });
    const expected = ["fulfilled", "rejected"];
    expect(results.map(({ status }) => status)).toEqual(reversed ? expected.toReversed() : expected);
    expect(await outcomeOf(scenario)).toMatchObject({
      member: !reversed,
      status: reversed ? "declined" : "accepted",
      responses: 1,
    });
  },
);

testBothOrders(
  "inviting while the user is removed from the parent leaves no pending invitation",
  async (reversed) => {
    const scenario = await seedScenario(db);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    const [elena, alex] = [
      await scenario.contextOf("elena", "europe"),
      await scenario.contextOf("alex", "acme"),
    ];
    const input = { usernames: ["grace"], groupIds: [], requestId: randomUUID() };
    const results = await race(
      db,
      [
        () => inviteUsers({ ctx: elena, input }),
        () => removeUser({ ctx: alex, input: { userId: scenario.userId("grace") } }),
      ],
      { reversed },
    );
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const [row] = await db.execute<{ pending: number }>(sql`
      select count(*)::int as pending from invitations
      where organization_id = ${scenario.organizations.europe.id} and status = 'pending'`);
    expect(row?.pending).toBe(0);
  },
);

testBothOrders(
  "inviting a user who is accepting leaves no member with a pending invitation",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const results = await race(
      db,
      [() => acceptInvitation(response), () => scenario.invite("ada", "acme", ["grace", "linus"])],
      { reversed },
    );
    // Each waits for the other one, so its outcome is still true when it is shown.
    const outcome = reversed ? "already-invited" : "already-a-user";
    expect(results).toMatchObject([
      { status: "fulfilled" },
      { value: [{ outcome }, { outcome: "invited" }] },
    ]);
    const [row] = await db.execute<{ doubled: number }>(sql`
      select count(*)::int as doubled from invitations i
      join memberships m on m.organization_id = i.organization_id and m.user_id = i.user_id
      where i.organization_id = ${scenario.organizations.acme.id} and i.status = 'pending'`);
    expect(row?.doubled).toBe(0);
  },
);

test("a user who joins the parent during the request isn't invited", async () => {
  const scenario = await seedScenario(db);
  const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await scenario.inviteAndDeliver("elena", "europe", "sam");
  const { id: europe } = scenario.organizations.europe;
  await db.execute(sql`update invitations set expires_at = now() where organization_id = ${europe}`);
  const [outcomes] = await db.transaction(async (tx) => {
    // Inviting locks the members of acme before it waits for this lock.
    await tx.execute(sql`select from invitations where organization_id = ${europe} for update`);
    const inviting = scenario.invite("elena", "europe", ["grace", "sam"]);
    await waitUntilBlocked(db);
    await acceptInvitation(response);
    return [inviting];
  });
  expect(await outcomes).toEqual([
    { username: "grace", outcome: "not-a-user-of-parent" },
    { username: "sam", outcome: "invited" },
  ]);
});

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
    responses: number;
    ended: number;
  }>(sql`
    select exists (select from memberships where organization_id = ${here} and user_id = ${grace}) as member,
      (select status from invitations where organization_id = ${here} and user_id = ${grace}) as status,
      ${audited("{invitations.accept}")} as accepted,
      ${audited("{invitations.accept,invitations.decline}")} as responses,
      ${audited("{memberships.end}")} as ended`);
  if (!row) throw new Error("A select without from returns one row.");
  return row;
}
