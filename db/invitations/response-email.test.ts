import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { setPassword } from "@/db/passwords/set";
import { users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
import { sentLink } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { addToGroup, type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { findMe } from "@/db/users/find-me";
import { setResponseEmails } from "@/db/users/response-emails";
import { acceptInvitation } from "./accept";
import { declineInvitation } from "./decline";
import { findResponse } from "./response-email";

const { db } = testDatabase();

test("an inviter who wants response emails gets one when an invitation is accepted or declined, with the reason", async () => {
  const scenario = await seedScenario(db);
  await chooseEmails(scenario, "alex");
  const accepted = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const declined = await scenario.inviteAndDeliver("alex", "acme", "linus");
  await acceptInvitation(accepted.response);
  await declineInvitation({ ...declined.response, reason: "No time.\nSorry!" });
  expect(await jobs(accepted)).toBe(1);
  expect(await jobs(declined)).toBe(1);
  const inviter = { name: "Alex Morgan", email: "alex@acme-travel.example" };
  expect(await findResponse({ db, ...accepted })).toMatchObject({
    inviter,
    username: "grace",
    status: "accepted",
    declineReason: null,
  });
  expect(await findResponse({ db, ...declined })).toMatchObject({
    inviter,
    username: "linus",
    status: "declined",
    declineReason: "No time.\nSorry!",
  });
});

test("response emails are off by default", async () => {
  const scenario = await seedScenario(db);
  const { response, ...invitation } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await acceptInvitation(response);
  expect(await jobs(invitation)).toBe(0);
  await chooseEmails(scenario, "alex");
  expect(await jobs(invitation)).toBe(0);
});

test("turning off response emails also cancels the ones still queued", async () => {
  const scenario = await seedScenario(db);
  await chooseEmails(scenario, "alex");
  const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await acceptInvitation(response);
  await chooseEmails(scenario, "alex", false);
  expect(await findResponse({ db, invitationId })).toBeNull();
});

test("an inviter whose address was changed gets response emails when they have confirmed the new one", async () => {
  const scenario = await seedScenario(db);
  await chooseEmails(scenario, "alex");
  const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await acceptInvitation(response);
  const email = "somebody@other.example";
  await db
    .update(users)
    .set({ email })
    .where(eq(users.id, scenario.userId("alex")));
  expect(await findResponse({ db, invitationId })).toBeNull();
  const { use } = await sentLink(scenario, "alex");
  await setPassword(use);
  expect(await findResponse({ db, invitationId })).toMatchObject({ inviter: { email } });
});

test("an inviter who has switched from an ancestor gets the email, too", async () => {
  const scenario = await seedScenario(db);
  await chooseEmails(scenario, "ada");
  const { response, ...invitation } = await scenario.inviteAndDeliver("ada", "acme", "grace");
  await acceptInvitation(response);
  expect(await jobs(invitation)).toBe(1);
});

test("an inviter who is disabled, has no address or can't see invitations anymore gets no email", async () => {
  const scenario = await seedScenario(db);
  await chooseEmails(scenario, "alex");
  const changes = [
    sql`update users set disabled_at = now() where id = ${scenario.userId("alex")}`,
    sql`update users set disabled_at = null, email = null where id = ${scenario.userId("alex")}`,
    sql`delete from membership_groups where user_id = ${scenario.userId("alex")}`,
  ];
  const sent = [];
  for (const invitee of ["grace", "linus", "margaret"] as const) {
    sent.push(await scenario.inviteAndDeliver("alex", "acme", invitee));
  }
  for (const [at, { response, invitationId }] of sent.entries()) {
    await db.execute(changes[at] ?? sql`select`);
    if (at === 2)
      await db
        .update(users)
        .set({ email: "a@b.example", confirmedEmail: "a@b.example" })
        .where(eq(users.id, scenario.userId("alex")));
    await acceptInvitation(response);
    expect(await findResponse({ db, invitationId })).toBeNull();
  }
});

test("the permission to see invitations is enough to get the email", async () => {
  const scenario = await seedScenario(db);
  const { id } = await seedGroup(db, scenario.organizations.acme.id, [
    "invitations.view",
    "invitations.create",
  ]);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), id);
  await chooseEmails(scenario, "sam");
  const { response, ...invitation } = await scenario.inviteAndDeliver("sam", "acme", "grace");
  await declineInvitation(response);
  expect(await jobs(invitation)).toBe(1);
});

test("simultaneous acceptances enqueue one email, and refused ones none", async () => {
  const scenario = await seedScenario(db);
  await chooseEmails(scenario, "alex");
  const { response, ...invitation } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const accept = () => acceptInvitation(response);
  const results = await race(db, [accept, accept, accept]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  expect(await jobs(invitation)).toBe(1);
  const other = await scenario.inviteAndDeliver("alex", "acme", "linus");
  await expect(
    acceptInvitation({ ...other.response, session: await scenario.session("margaret") }),
  ).rejects.toThrow();
  expect(await jobs(other)).toBe(0);
});

test("turning response emails on is recorded once, and shown on the next visit", async () => {
  const scenario = await seedScenario(db);
  const session = await scenario.session("alex");
  expect(await findMe({ db, session })).toMatchObject({ wantsResponseEmails: false });
  await chooseEmails(scenario, "alex");
  await chooseEmails(scenario, "alex");
  expect(await findMe({ db, session })).toMatchObject({ wantsResponseEmails: true });
  expect((await scenario.contextOf("alex", "acme")).actor.wantsResponseEmails).toBe(true);
  expect((await scenario.contextOf("ada", "acme")).actor.wantsResponseEmails).toBe(false);
  expect(await auditOf(scenario, "acme", "users.response-emails")).toMatchObject([
    {
      actorName: "alex",
      subjectName: "alex",
      details: { changes: { responseEmails: [false, true] } },
    },
  ]);
  await db.execute(sql`delete from sessions where id = ${session.id}`);
  await expect(setResponseEmails({ db, session, wanted: false, address: "x" })).rejects.toThrow("signed out");
});

async function chooseEmails(scenario: Scenario, person: Person, enabled = true) {
  await setResponseEmails({
    db,
    session: await scenario.session(person),
    wanted: enabled,
    address: "192.0.2.1",
  });
}

async function jobs({ invitationId }: { invitationId: string }): Promise<number> {
  const key = `response-email:${invitationId}`;
  return (await queuedJobs(db)).filter((job) => job.task === "send-response-email" && job.key === key).length;
}
