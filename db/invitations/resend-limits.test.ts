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
import { uuids } from "@/db/uuid";
import { declineInvitation } from "./decline";
import { deleteInvitations } from "./delete";
import { beginDelivery, settleDelivery } from "./deliver";
import { deleteOldEmailCounts } from "./emails-sent";
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
    db,
    session: await scenario.session("alex"),
    root: scenario.handle,
    organizationId: branch.id,
    address: "192.0.2.1",
  });
  if (access.state !== "open") throw new Error("alex can't work in a child organization of Acme.");
  const resent = await resendInvitations({
    ctx: access.ctx,
    input: { invitationIds: [invitation.id] },
  });
  expect(resent, "resending counts, too").toMatchObject([{ outcome: "too-often" }]);
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
  await deleteOldEmailCounts(db);
  expect(await db.select().from(deletedInvitationEmails)).toHaveLength(1);
});

async function again(scenario: Scenario, invitationId: string) {
  return await resendInvitations({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { invitationIds: [invitationId] },
  });
}
