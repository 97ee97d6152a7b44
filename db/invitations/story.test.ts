import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { askForLink } from "./request-new-link";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { getInvitation } from "@/db/invitations/get";
import { inviteInput } from "@/db/invitations/input";
import { inviteUsers } from "@/db/invitations/invite";
import { recordOpening } from "@/db/invitations/record-opening";
import { beginSending, settleSending } from "./deliver";
import { sendAgain } from "./resend";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { auditOf, letPass, stateOf } from "@/db/testing/queries";
import { addToGroup, plantGroup, plantWorld, type World } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";

const { db } = testDatabase();

test("an invitation's story tells all that happened to it, by whom, in order", async () => {
  const world = await plantWorld(db);
  const alex = await world.as("alex", "acme");
  const group = await plantGroup(db, world.places.acme.id, []);
  const { invitationId, sending, link, answer } = await world.invited("alex", "acme", "grace", [group.id]);
  await settleSending({ db, invitationId, sending, outcome: { sent: true } });
  await recordOpening(answer);
  await letPass(world, "acme", "80 hours");
  await askForLink({ ...answer, link, session: null });
  await changeInvitationGroups({ ctx: alex, input: { invitationId, groupIds: [] } });
  await sendAgain({ ctx: await world.as("ada", "acme"), input: { invitationIds: [invitationId] } });
  const second = await beginSending({ db, keys, invitationId });
  if (!second || "held" in second) throw new Error("There is nothing to send.");
  await settleSending({
    db,
    invitationId,
    sending: second.sending,
    outcome: { sent: false, reason: "550 no such user", final: true },
  });
  await declineInvitation({ ...answer, link: second.link, reason: "I have changed teams." });

  const invitation = await getInvitation({ ctx: alex, invitationId, now: new Date() });
  expect(invitation.story.map(({ action, actorName }) => [action, actorName])).toEqual([
    ["invitations.create", "alex"],
    ["invitations.send", null],
    ["invitations.open", "grace"],
    ["invitations.ask", null],
    ["invitations.edit", "alex"],
    ["invitations.send-again", "ada"],
    ["invitations.send-failed", null],
    ["invitations.decline", "grace"],
  ]);
  expect(invitation).toMatchObject({
    status: "declined",
    declineReason: "I have changed teams.",
    sentCount: 1,
    askedAt: null,
    openedAt: expect.any(Date),
  });
  expect(JSON.stringify(invitation)).not.toContain(second.link);
  expect(JSON.stringify(await auditOf(world, "acme", "invitations.decline"))).not.toContain("changed teams");
});

test("why an invitation ended is told, whatever ended it", async () => {
  const world = await plantWorld(db);
  const alex = await world.as("alex", "acme");
  const last = async (invitationId: string) =>
    (await getInvitation({ ctx: alex, invitationId, now: new Date() })).story.at(-1);

  const deleted = await world.invited("alex", "acme", "grace");
  await deleteInvitations({ ctx: alex, input: { invitationIds: [deleted.invitationId] } });
  expect(await last(deleted.invitationId)).toMatchObject({ action: "invitations.delete", actorName: "alex" });

  const replaced = await world.invited("alex", "acme", "linus");
  await letPass(world, "acme", "80 hours");
  await world.invited("ada", "acme", "linus");
  expect(await last(replaced.invitationId)).toMatchObject({
    action: "invitations.end",
    actorName: "ada",
    details: { because: "replaced" },
  });

  const disabled = await world.invited("alex", "acme", "margaret");
  await disableUser({
    ctx: await world.as("ada", "meridian"),
    input: { userId: world.userId("margaret") },
  });
  expect(await last(disabled.invitationId)).toMatchObject({
    action: "invitations.end",
    details: { because: "account-disabled" },
  });
});

test("the story is for who may see invitations, and one of elsewhere is not there", async () => {
  const world = await plantWorld(db);
  const { invitationId } = await world.invited("alex", "acme", "grace");
  const group = await plantGroup(db, world.places.acme.id, ["users.view"]);
  await addToGroup(db, world.places.acme.id, world.userId("sam"), group.id);
  const now = new Date();
  await expect(getInvitation({ ctx: await world.as("sam", "acme"), invitationId, now })).rejects.toThrow(
    Forbidden,
  );
  await expect(getInvitation({ ctx: await world.as("hank", "globex"), invitationId, now })).rejects.toThrow(
    NotFound,
  );
  await expect(
    getInvitation({ ctx: await world.as("alex", "acme"), invitationId: "nothing", now }),
  ).rejects.toThrow(NotFound);
});

test("the first look of the invitee is noted, once; nobody else's is, and the invitation stays pending", async () => {
  const world = await plantWorld(db);
  const { answer, invitationId } = await world.invited("alex", "acme", "grace");
  const openedAt = async () =>
    (await getInvitation({ ctx: await world.as("alex", "acme"), invitationId, now: new Date() })).openedAt;
  for (const other of ["alex", "linus", "ada"] as const) {
    await recordOpening({ ...answer, session: await world.session(other) });
  }
  expect(await openedAt()).toBeNull();
  await Promise.all(Array.from({ length: 10 }, () => recordOpening(answer)));
  const first = await openedAt();
  await recordOpening(answer);
  expect(await openedAt()).toEqual(first);
  expect(await auditOf(world, "acme", "invitations.open")).toHaveLength(1);
  expect(await stateOf(world, answer.link, "grace")).toMatchObject({ state: "ready" });
});

test("who answers without the look having been noted has opened it, too", async () => {
  const world = await plantWorld(db);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  await declineInvitation((await world.invited("alex", "acme", "linus")).answer);
  for (const row of await rowsOf(world)) expect(row.openedAt).toEqual(row.endedAt);
});

test.each([
  ["  Not now,\r\nthank you. \u0000 ", "Not now,\nthank you."],
  [" \n\u2028 ", null],
  ["x".repeat(5000), "x".repeat(300)],
  [`${"x".repeat(299)}😀`, "x".repeat(299)],
])("a reason is plain text of at most 300 characters: %j", async (reason, stored) => {
  const world = await plantWorld(db);
  const { answer } = await world.invited("alex", "acme", "grace");
  await declineInvitation({ ...answer, reason });
  expect((await rowsOf(world))[0]?.declineReason).toBe(stored);
});

test("a lifetime of its own holds instead of the organization's, from 1 hour to 30 days", async () => {
  const world = await plantWorld(db);
  await inviteUsers({
    ctx: await world.as("alex", "acme"),
    input: { usernames: ["grace"], groupIds: [], requestId: crypto.randomUUID(), lifetimeHours: 1 },
  });
  const [row] = await rowsOf(world);
  const sending = await beginSending({ db, keys, invitationId: row?.id ?? "" });
  expect(sending).toMatchObject({ lifetimeHours: 1, note: null });
  for (const lifetimeHours of [0, 721, 1.5, Number.NaN]) {
    expect(asked({ lifetimeHours }).success, String(lifetimeHours)).toBe(false);
  }
});

test("a note is in the mail, on the acceptance page and in the story, as plain text of several lines", async () => {
  const world = await plantWorld(db);
  const { data } = asked({ note: " Welcome!\r\n\r\n\r\n\r\nSee <b>you</b>\u0007 soon. " });
  const note = "Welcome!\n\nSee <b>you</b> soon.";
  const alex = await world.as("alex", "acme");
  await inviteUsers({ ctx: alex, input: data ?? { usernames: [], groupIds: [], requestId: "" } });
  const [row] = await rowsOf(world);
  const sending = await beginSending({ db, keys, invitationId: row?.id ?? "" });
  if (!sending || "held" in sending) throw new Error("There is nothing to send.");
  expect(sending.note).toBe(note);
  expect(await stateOf(world, sending.link, null)).toMatchObject({ offer: { note } });
  expect(
    await getInvitation({ ctx: alex, invitationId: sending.invitationId, now: new Date() }),
  ).toMatchObject({ note });
  expect(asked({ note: "x".repeat(501) }).success).toBe(false);
});

function asked(more: object) {
  return inviteInput.safeParse({
    usernames: ["grace"],
    groupIds: [],
    requestId: crypto.randomUUID(),
    ...more,
  });
}

async function rowsOf(world: World) {
  return await db.select().from(invitations).where(sql`organization_id = ${world.places.acme.id}`);
}
