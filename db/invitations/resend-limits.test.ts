import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { letTimePass } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { deleteInvitations } from "./delete";
import { beginDelivery, settleDelivery } from "./deliver";
import { getInvitation } from "./get";
import { resend } from "./resend";

const { db } = testDatabase();
const MINUTE = 60_000;

test("between two mails to the same person lie five minutes, and it is told from when on", async () => {
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

test("the pause begins when the mail left, when that was later than it was asked for", async () => {
  const scenario = await seedScenario(db);
  const { invitationId, sending } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await letTimePass(scenario, "acme", "1 hour");
  await settleDelivery({ db, invitationId, sending, outcome: { sent: true } });
  expect(await again(scenario, invitationId)).toMatchObject([{ outcome: "too-soon" }]);
});

test("within a day it is sent again three times, and then when the first of them is a day old", async () => {
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

test("deleting and inviting anew does not make the times forgotten", async () => {
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
  expect(await again(scenario, second.invitationId), "two again, and the first anew").toMatchObject([
    { outcome: "too-often" },
  ]);
});

test("what one organization sends does not count for another", async () => {
  const scenario = await seedScenario(db);
  const here = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await letTimePass(scenario, "acme", "1 hour");
  await scenario.inviteAndDeliver("hank", "globex", "grace");
  expect(await again(scenario, here.invitationId)).toMatchObject([{ outcome: "sent" }]);
});

test("how many of its mails left, and when the last one did, is counted", async () => {
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
  return await resend({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { invitationIds: [invitationId] },
  });
}
