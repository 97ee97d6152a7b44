import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { letTimePass } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { deleteInvitations } from "./delete";
import { beginDelivery, settleDelivery } from "./deliver";
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

async function again(scenario: Scenario, invitationId: string) {
  return await resendInvitations({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { invitationIds: [invitationId] },
  });
}
