import { expect, test } from "vitest";
import { deleteInvitations } from "./delete";
import { getInvitation } from "./get";
import { beginSending, settleSending } from "./deliver";
import { sendAgain } from "./resend";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { letPass } from "@/db/testing/queries";
import { plantWorld, type World } from "@/db/testing/scenario";

const { db } = testDatabase();
const MINUTE = 60_000;

test("between two mails to the same person lie five minutes, and it is told from when on", async () => {
  const world = await plantWorld(db);
  const { invitationId } = await world.invited("alex", "acme", "grace");
  await letPass(world, "acme", "2 minutes");
  const [outcome] = await again(world, invitationId);
  if (outcome?.outcome !== "too-soon") throw new Error(`It was ${outcome?.outcome}.`);
  expect(outcome.from.getTime() - outcome.lastAt.getTime()).toBe(5 * MINUTE);
  expect(Date.now() - outcome.lastAt.getTime()).toBeGreaterThanOrEqual(2 * MINUTE);
  await letPass(world, "acme", "3 minutes");
  expect(await again(world, invitationId)).toMatchObject([{ outcome: "sent" }]);
  expect(await again(world, invitationId)).toMatchObject([{ outcome: "too-soon" }]);
});

test("the pause begins when the mail left, when that was later than it was asked for", async () => {
  const world = await plantWorld(db);
  const { invitationId, sending } = await world.invited("alex", "acme", "grace");
  await letPass(world, "acme", "1 hour");
  await settleSending({ db, invitationId, sending, outcome: { sent: true } });
  expect(await again(world, invitationId)).toMatchObject([{ outcome: "too-soon" }]);
});

test("within a day it is sent again three times, and then when the first of them is a day old", async () => {
  const world = await plantWorld(db);
  const { invitationId } = await world.invited("alex", "acme", "grace");
  for (let time = 0; time < 3; time++) {
    await letPass(world, "acme", "6 minutes");
    expect(await again(world, invitationId)).toMatchObject([{ outcome: "sent" }]);
  }
  await letPass(world, "acme", "6 minutes");
  const [outcome] = await again(world, invitationId);
  if (outcome?.outcome !== "too-often") throw new Error(`It was ${outcome?.outcome}.`);
  const wait = (outcome.from.getTime() - outcome.lastAt.getTime()) / MINUTE;
  expect(wait, "minutes from the third to a day after the first").toBeCloseTo(24 * 60 - 12, 0);
  await letPass(world, "acme", "23 hours 43 minutes");
  expect(await again(world, invitationId)).toMatchObject([{ outcome: "sent" }]);
});

test("deleting and inviting anew does not make the times forgotten", async () => {
  const world = await plantWorld(db);
  const ctx = await world.as("alex", "acme");
  const first = await world.invited("alex", "acme", "grace");
  for (let time = 0; time < 2; time++) {
    await letPass(world, "acme", "6 minutes");
    await again(world, first.invitationId);
  }
  await deleteInvitations({ ctx, input: { invitationIds: [first.invitationId] } });
  const second = await world.invited("alex", "acme", "grace");
  await letPass(world, "acme", "6 minutes");
  expect(await again(world, second.invitationId), "two again, and the first anew").toMatchObject([
    { outcome: "too-often" },
  ]);
});

test("what one organization sends does not count for another", async () => {
  const world = await plantWorld(db);
  const here = await world.invited("alex", "acme", "grace");
  await letPass(world, "acme", "1 hour");
  await world.invited("hank", "globex", "grace");
  expect(await again(world, here.invitationId)).toMatchObject([{ outcome: "sent" }]);
});

test("how many of its mails left, and when the last one did, is counted", async () => {
  const world = await plantWorld(db);
  const { invitationId, sending } = await world.invited("alex", "acme", "grace");
  await settleSending({ db, invitationId, sending, outcome: { sent: true } });
  await letPass(world, "acme", "1 hour");
  await again(world, invitationId);
  const next = await beginSending({ db, keys, invitationId });
  await settleSending({ db, invitationId, sending: next?.sending ?? 0, outcome: { sent: true } });
  const invitation = await getInvitation({
    ctx: await world.as("alex", "acme"),
    invitationId,
    now: new Date(),
  });
  expect(invitation.sentCount).toBe(2);
  expect(Date.now() - (invitation.sentAt?.getTime() ?? 0)).toBeLessThan(MINUTE);
});

async function again(world: World, invitationId: string) {
  return await sendAgain({
    ctx: await world.as("alex", "acme"),
    input: { invitationIds: [invitationId] },
  });
}
