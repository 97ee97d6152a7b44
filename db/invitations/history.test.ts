import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { getInvitation } from "@/db/invitations/get";
import { inviteInput } from "@/db/invitations/input";
import { inviteUsers } from "@/db/invitations/invite";
import { recordOpening } from "@/db/invitations/record-opening";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { auditOf, letTimePass, stateOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { beginDelivery, settleDelivery } from "./deliver";
import { requestNewLink } from "./request-new-link";
import { resendInvitations } from "./resend";

const { db } = testDatabase();

test("an invitation's history lists every event in order, with its actor", async () => {
  const scenario = await seedScenario(db);
  const alex = await scenario.contextOf("alex", "acme");
  const group = await seedGroup(db, scenario.organizations.acme.id, []);
  const { invitationId, sending, link, response } = await scenario.inviteAndDeliver("alex", "acme", "grace", [
    group.id,
  ]);
  await settleDelivery({ db, invitationId, sending, outcome: { sent: true } });
  await recordOpening(response);
  await letTimePass(scenario, "acme", "80 hours");
  await requestNewLink({ ...response, link, session: null });
  await changeInvitationGroups({ ctx: alex, input: { invitationId, groupIds: [] } });
  await resendInvitations({
    ctx: await scenario.contextOf("ada", "acme"),
    input: { invitationIds: [invitationId] },
  });
  const second = await beginDelivery({ db, keys, invitationId });
  if (!second || "deferReason" in second) throw new Error("There is nothing to send.");
  await settleDelivery({
    db,
    invitationId,
    sending: second.sending,
    outcome: { sent: false, error: { code: "rejected", reply: "550 no such user" }, final: true },
  });
  await declineInvitation({ ...response, link: second.link, reason: "I have changed teams." });

  const invitation = await getInvitation({ ctx: alex, invitationId, now: new Date() });
  expect(invitation.history.map(({ action, actorName }) => [action, actorName])).toEqual([
    ["invitations.create", "alex"],
    ["invitations.send", null],
    ["invitations.open", "grace"],
    ["invitations.request-new-link", null],
    ["invitations.edit", "alex"],
    ["invitations.resend", "ada"],
    ["invitations.send-failed", null],
    ["invitations.decline", "grace"],
  ]);
  expect(invitation.history.map(({ actorFullName }) => actorFullName)).toEqual([
    "Alex Morgan",
    null,
    "Grace Holloway", // not a user here, but the invitee
    null,
    "Alex Morgan",
    "Ada Winter", // who acts from the parent
    null,
    "Grace Holloway",
  ]);
  expect(invitation).toMatchObject({
    status: "declined",
    declineReason: "I have changed teams.",
    sentCount: 1,
    newLinkRequestedAt: null,
    openedAt: expect.any(Date),
  });
  expect(JSON.stringify(invitation)).not.toContain(second.link);
  expect(await auditOf(scenario, "acme", "invitations.decline")).toMatchObject([
    { subjectId: invitation.id, details: { declineReason: "I have changed teams." } },
  ]);
});

test("the history gives the reason for every kind of end", async () => {
  const scenario = await seedScenario(db);
  const alex = await scenario.contextOf("alex", "acme");
  const last = async (invitationId: string) =>
    (await getInvitation({ ctx: alex, invitationId, now: new Date() })).history.at(-1);

  const deleted = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await deleteInvitations({ ctx: alex, input: { invitationIds: [deleted.invitationId] } });
  expect(await last(deleted.invitationId)).toMatchObject({ action: "invitations.delete", actorName: "alex" });

  const replaced = await scenario.inviteAndDeliver("alex", "acme", "linus");
  await letTimePass(scenario, "acme", "80 hours");
  await scenario.inviteAndDeliver("ada", "acme", "linus");
  expect(await last(replaced.invitationId)).toMatchObject({
    action: "invitations.end",
    actorName: "ada",
    details: { reason: "replaced" },
  });

  const disabled = await scenario.inviteAndDeliver("alex", "acme", "margaret");
  await disableUser({
    ctx: await scenario.contextOf("ada", "meridian"),
    input: { userId: scenario.userId("margaret") },
  });
  expect(await last(disabled.invitationId)).toMatchObject({
    action: "invitations.end",
    details: { reason: "account-disabled" },
  });
});

test("the history takes the permission to see invitations, and isn't found for those of other organizations", async () => {
  const scenario = await seedScenario(db);
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const group = await seedGroup(db, scenario.organizations.acme.id, ["users.view"]);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), group.id);
  const now = new Date();
  await expect(
    getInvitation({ ctx: await scenario.contextOf("sam", "acme"), invitationId, now }),
  ).rejects.toThrow(Forbidden);
  await expect(
    getInvitation({ ctx: await scenario.contextOf("hank", "globex"), invitationId, now }),
  ).rejects.toThrow(NotFound);
  await expect(
    getInvitation({ ctx: await scenario.contextOf("alex", "acme"), invitationId: "nothing", now }),
  ).rejects.toThrow(NotFound);
});

test("only the invitee's first visit is recorded, and the invitation stays pending", async () => {
  const scenario = await seedScenario(db);
  const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const openedAt = async () =>
    (await getInvitation({ ctx: await scenario.contextOf("alex", "acme"), invitationId, now: new Date() }))
      .openedAt;
  for (const other of ["alex", "linus", "ada"] as const) {
    await recordOpening({ ...response, session: await scenario.session(other) });
  }
  expect(await openedAt()).toBeNull();
  const open = () => recordOpening(response);
  for (const { status } of await race(db, [open, open, open])) expect(status).toBe("fulfilled");
  const first = await openedAt();
  await recordOpening(response);
  expect(await openedAt()).toEqual(first);
  expect(await auditOf(scenario, "acme", "invitations.open")).toHaveLength(1);
  expect(await stateOf(scenario, response.link, "grace")).toMatchObject({ state: "ready" });
});

test("responding counts as opening", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  await declineInvitation((await scenario.inviteAndDeliver("alex", "acme", "linus")).response);
  for (const row of await rowsOf(scenario)) expect(row.openedAt).toEqual(row.endedAt);
});

test.each([
  ["  Not now,\r\nthank you. \u0000 ", "Not now,\nthank you."],
  [" \n\u2028 ", null],
  ["x".repeat(5000), "x".repeat(300)],
  [`${"x".repeat(299)}😀`, "x".repeat(299)],
])("a reason is plain text of at most 300 characters: %j", async (reason, stored) => {
  const scenario = await seedScenario(db);
  const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await declineInvitation({ ...response, reason });
  expect((await rowsOf(scenario))[0]?.declineReason).toBe(stored);
});

test("an invitation can have its own lifetime, from 1 hour to 30 days", async () => {
  const scenario = await seedScenario(db);
  await inviteUsers({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { usernames: ["grace"], groupIds: [], requestId: crypto.randomUUID(), lifetimeHours: 1 },
  });
  const [row] = await rowsOf(scenario);
  const sending = await beginDelivery({ db, keys, invitationId: row?.id ?? "" });
  expect(sending).toMatchObject({ lifetimeHours: 1, note: null });
  for (const lifetimeHours of [0, 721, 1.5, Number.NaN]) {
    expect(parseInvite({ lifetimeHours }).success, String(lifetimeHours)).toBe(false);
  }
});

test("the email, the acceptance page and the history show the note as plain text with line breaks", async () => {
  const scenario = await seedScenario(db);
  const { data } = parseInvite({ note: " Welcome!\r\n\r\n\r\n\r\nSee <b>you</b>\u0007 soon. " });
  const note = "Welcome!\n\nSee <b>you</b> soon.";
  const alex = await scenario.contextOf("alex", "acme");
  await inviteUsers({ ctx: alex, input: data ?? { usernames: [], groupIds: [], requestId: "" } });
  const [row] = await rowsOf(scenario);
  const sending = await beginDelivery({ db, keys, invitationId: row?.id ?? "" });
  if (!sending || "deferReason" in sending) throw new Error("There is nothing to send.");
  expect(sending.note).toBe(note);
  expect(await stateOf(scenario, sending.link, null)).toMatchObject({ offer: { note } });
  expect(
    await getInvitation({ ctx: alex, invitationId: sending.invitationId, now: new Date() }),
  ).toMatchObject({ note });
  expect(parseInvite({ note: "x".repeat(501) }).success).toBe(false);
});

function parseInvite(more: object) {
  return inviteInput.safeParse({
    usernames: ["grace"],
    groupIds: [],
    requestId: crypto.randomUUID(),
    ...more,
  });
}

async function rowsOf(scenario: Scenario) {
  return await db.select().from(invitations).where(sql`organization_id = ${scenario.organizations.acme.id}`);
}
