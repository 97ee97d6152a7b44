import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { findContext } from "@/db/access/find-context";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { deletedInvitationEmails } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { joinUntil } from "@/db/testing/membership-ends";
import { create, inviteInput } from "@/db/testing/new-organization";
import { letTimePass } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";
import { uuids } from "@/db/uuid";
import { declineInvitation } from "./decline";
import { deleteInvitations } from "./delete";
import { beginDelivery, settleDelivery } from "./deliver";
import { deleteOldEmails } from "./emails-sent";
import { getInvitation } from "./get";
import { resendInvitations } from "./resend";

const { db } = testDatabase();
const MINUTE = 60_000;

test("five minutes pass between two emails to a user, and the outcome says when the next one can be sent", async () => {
  const scenario = await seedScenario(db);
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await letTimePass(scenario, "acme", "2 minutes");
  const [outcome] = await again(scenario, invitationId);
  if (outcome?.outcome !== "too-soon") throw new Error(`It was ${outcome?.outcome}.`);
  expect(outcome.from.getTime() - outcome.lastAt.getTime()).toBe(5 * MINUTE);
  expect(Date.now() - outcome.lastAt.getTime()).toBeGreaterThanOrEqual(2 * MINUTE);
  await letTimePass(scenario, "acme", "3 minutes");
  expect(await again(scenario, invitationId)).toMatchObject([{ outcome: "sent" }]);
  expect(await again(scenario, invitationId)).toMatchObject([{ outcome: "too-soon" }]);
});

test("the cooldown starts when the email was sent, if that was later than the request", async () => {
  const scenario = await seedScenario(db);
  const { invitationId, sending } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await letTimePass(scenario, "acme", "1 hour");
  await settleDelivery({ db, invitationId, sending, outcome: { sent: true } });
  expect(await again(scenario, invitationId)).toMatchObject([{ outcome: "too-soon" }]);
});

test("an invitation can be resent three times in 24 hours", async () => {
  const scenario = await seedScenario(db);
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  for (let time = 0; time < 3; time++) {
    await letTimePass(scenario, "acme", "6 minutes");
    expect(await again(scenario, invitationId)).toMatchObject([{ outcome: "sent" }]);
  }
  await letTimePass(scenario, "acme", "6 minutes");
  const [outcome] = await again(scenario, invitationId);
  if (outcome?.outcome !== "too-often") throw new Error(`It was ${outcome?.outcome}.`);
  const wait = (outcome.from.getTime() - outcome.lastAt.getTime()) / MINUTE;
  expect(wait, "minutes from the third to a day after the first").toBeCloseTo(24 * 60 - 12, 0);
  await letTimePass(scenario, "acme", "23 hours 43 minutes");
  expect(await again(scenario, invitationId)).toMatchObject([{ outcome: "sent" }]);
});

test("a user gets at most 4 emails a day, even if the invitation is deleted or declined and sent again", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  for (let time = 0; time < 2; time++) {
    const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await deleteInvitations({ ctx, input: { invitationIds: [invitationId] } });
    await declineInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  }
  expect(await scenario.invite("alex", "acme", ["grace", "linus"])).toEqual([
    { username: "grace", outcome: "too-often" },
    { username: "linus", outcome: "invited" },
  ]);
  expect(await scenario.invite("hank", "globex", ["grace"])).toMatchObject([{ outcome: "invited" }]);
  await letTimePass(scenario, "acme", "24 hours");
  expect(await scenario.invite("alex", "acme", ["grace"])).toMatchObject([{ outcome: "invited" }]);
});

test("a user gets at most 20 emails a day from a top-level organization and all organizations below it", async () => {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", null);
  const below = await db.execute<{ id: string }>(sql`
    insert into organizations (id, path, name)
    select id, array[${scenario.organizations.meridian.id}, ${scenario.organizations.acme.id}, id]::uuid[], 'Branch ' || n
    from (select gen_random_uuid() as id, n from generate_series(1, 19) n) as branches
    returning id`);
  await db.execute(sql`
    insert into invitations (
      organization_id, parent_organization_id, root_id, user_id, username, name, search, lifetime_hours
    )
    select
      branch.id, m.organization_id, m.root_id, m.user_id, m.username, m.name, m.search, 72
    from memberships m
    cross join unnest(${uuids(below.map(({ id }) => id))}) as branch (id)
    where m.organization_id = ${scenario.organizations.acme.id} and m.username = 'grace'`);
  expect(await scenario.invite("elena", "europe", ["grace"]), "the 20th was for Acme itself").toEqual([
    { username: "grace", outcome: "too-often" },
  ]);
  expect(await scenario.invite("hank", "globex", ["grace"])).toMatchObject([{ outcome: "invited" }]);
  await db.execute(
    sql`update invitations set created_at = now() - interval '1 hour' where root_id = ${scenario.organizations.meridian.id}`,
  );
  const [branch = { id: "" }] = below;
  const [invitation = { id: "" }] = await db.execute<{ id: string }>(sql`
    select id from invitations where organization_id = ${branch.id}`);
  const access = await findContext({
    ...{ db, session: await scenario.session("alex"), root: scenario.handle },
    ...{ organizationId: branch.id, address: "192.0.2.1" },
  });
  if (access.state !== "open") throw new Error("alex can't work in a child organization of Acme.");
  const resent = await resendInvitations({
    ctx: access.ctx,
    input: { invitationIds: [invitation.id] },
  });
  expect(resent, "resending counts, too").toMatchObject([{ outcome: "too-often" }]);
});

test("a mailbox gets at most 20 emails a day from a top-level organization, however many accounts have it", async () => {
  const scenario = await seedScenario(db);
  const names = await seedAccountsOf("Victim", scenario, 30);
  const ctx = await scenario.contextOf("elena", "europe");
  const firstIds = await invitedBy(scenario, names.slice(0, 3));
  await deleteInvitations({ ctx, input: { invitationIds: firstIds } });
  const ids = await invitedBy(scenario, names);
  expect(ids, "all in one request").toHaveLength(17);
  await letTimePass(scenario, "europe", "6 minutes");
  expect(await resendInvitations({ ctx, input: { invitationIds: ids.slice(0, 1) } })).toMatchObject([
    { outcome: "too-often" },
  ]);
  await deleteInvitations({ ctx, input: { invitationIds: ids } });
  expect(await invitedBy(scenario, names), "after they were deleted").toEqual([]);
  expect(await scenario.invite("elena", "europe", ["sam"])).toMatchObject([{ outcome: "invited" }]);
  await letTimePass(scenario, "europe", "24 hours");
  expect(await invitedBy(scenario, names)).toHaveLength(20);
});

test("invitations to a mailbox that are resent together also count together", async () => {
  const scenario = await seedScenario(db);
  const ids = await invitedBy(scenario, await seedAccountsOf("Victim", scenario, 12));
  await letTimePass(scenario, "europe", "1 hour");
  const ctx = await scenario.contextOf("elena", "europe");
  const outcomes = await resendInvitations({ ctx, input: { invitationIds: ids } });
  expect(outcomes.filter(({ outcome }) => outcome === "sent")).toHaveLength(8);
  const [refused, ...others] = outcomes.filter(({ outcome }) => outcome !== "sent");
  expect(others).toHaveLength(3);
  if (refused?.outcome !== "too-often") throw new Error(`It was ${refused?.outcome}.`);
  expect((refused.from.getTime() - Date.now()) / MINUTE).toBeCloseTo(23 * 60, 0);
});

test("the limit of 4 emails a day is of each account, because a team can share an address", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("elena", "europe");
  const names = await seedAccountsOf("Team", scenario, 2);
  for (let time = 0; time < 4; time++) {
    const invitationIds = await invitedBy(scenario, names.slice(0, 1));
    await deleteInvitations({ ctx, input: { invitationIds } });
  }
  expect(await scenario.invite("elena", "europe", names)).toMatchObject([
    { outcome: "too-often" },
    { outcome: "invited" },
  ]);
});

test("emails of deleted invitations still count", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  const first = await scenario.inviteAndDeliver("alex", "acme", "grace");
  for (let time = 0; time < 2; time++) {
    await letTimePass(scenario, "acme", "6 minutes");
    await again(scenario, first.invitationId);
  }
  await deleteInvitations({ ctx, input: { invitationIds: [first.invitationId] } });
  const second = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await letTimePass(scenario, "acme", "6 minutes");
  expect(await again(scenario, second.invitationId), "two resent, and one invited again").toMatchObject([
    { outcome: "too-often" },
  ]);
});

test("emails of other organizations don't count", async () => {
  const scenario = await seedScenario(db);
  const here = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await letTimePass(scenario, "acme", "1 hour");
  await scenario.inviteAndDeliver("hank", "globex", "grace");
  expect(await again(scenario, here.invitationId)).toMatchObject([{ outcome: "sent" }]);
});

test("the number of sent emails and the time of the last one are stored", async () => {
  const scenario = await seedScenario(db);
  const { invitationId, sending } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await settleDelivery({ db, invitationId, sending, outcome: { sent: true } });
  await letTimePass(scenario, "acme", "1 hour");
  await again(scenario, invitationId);
  const next = await beginDelivery({ db, keys, invitationId });
  await settleDelivery({ db, invitationId, sending: next?.sending ?? 0, outcome: { sent: true } });
  const invitation = await getInvitation({
    ctx: await scenario.contextOf("alex", "acme"),
    invitationId,
    now: new Date(),
  });
  expect(invitation.sentCount).toBe(2);
  expect(Date.now() - (invitation.sentAt?.getTime() ?? 0)).toBeLessThan(MINUTE);
});

test("emails of an organization count for a day after it was deleted", async () => {
  const scenario = await seedScenario(db);
  const { europe } = scenario.organizations;
  await joinUntil(scenario, "alex", "acme", "grace", null);
  await scenario.invite("elena", "europe", ["grace"]);
  await db.execute(sql`
    update invitations set resent_at = array_fill(now() - interval '23 hours', array[18])
    where organization_id = ${europe.id}`);
  const alex = await scenario.contextOf("alex", "acme");
  await disableOrganization({ ctx: alex, input: { organizationId: europe.id } });
  await deleteOrganization({ ctx: alex, input: { organizationId: europe.id, name: "Acme Travel Europe" } });
  const invitesAgain = () => create(scenario, inviteInput("grace"), "alex", "acme");
  await expect(invitesAgain(), "it has sent 19, and Acme one").rejects.toMatchObject({
    reason: { code: "not-invited" },
  });
  await db.execute(sql`update deleted_invitation_emails set sent_at = sent_at - interval '2 hours'`);
  await invitesAgain();
  await deleteOldEmails(db);
  expect(await db.select().from(deletedInvitationEmails)).toHaveLength(1);
});

test("emails of a deleted organization count for all accounts with the same mailbox", async () => {
  const scenario = await seedScenario(db);
  const [first = "", second = ""] = await seedAccountsOf("Victim", scenario, 2);
  await db.execute(sql`
    insert into deleted_invitation_emails (user_id, top_level_organization_id, sent_at)
    select u.id, ${scenario.organizations.acme.id}, now() - interval '1 hour'
    from users u, generate_series(1, 20)
    where u.username = ${first} and u.root_id = ${scenario.organizations.meridian.id}`);
  expect(await scenario.invite("elena", "europe", [second])).toMatchObject([{ outcome: "too-often" }]);
});

async function again(scenario: Scenario, invitationId: string) {
  return await resendInvitations({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { invitationIds: [invitationId] },
  });
}

/** Creates accounts in Acme with spellings of one address. @returns their usernames */
async function seedAccountsOf(mailbox: string, { organizations: { acme } }: Scenario, count: number) {
  await seedAccounts(db, acme.id, count);
  await db.execute(sql`
    update users
    set email = ${mailbox}::text || '+' || username || '@bank.example'
    where managing_organization_id = ${acme.id} and starts_with(username, 'many-')`);
  return Array.from({ length: count }, (_, at) => `many-${at + 1}`);
}

/** Has elena invite these users to Europe. @returns the ids of the new invitations */
async function invitedBy(scenario: Scenario, usernames: string[]): Promise<string[]> {
  const before = await invitationIdsOf(scenario);
  await scenario.invite("elena", "europe", usernames);
  const after = await invitationIdsOf(scenario);
  return after.filter((id) => !before.includes(id));
}

async function invitationIdsOf({ organizations: { europe } }: Scenario): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from invitations where organization_id = ${europe.id}`);
  return rows.map(({ id }) => id);
}
