import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { acceptInvitation } from "./accept";
import { findAnswered } from "./find-response";
import { declineInvitation } from "./decline";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, type Person, plantGroup, plantWorld, type World } from "@/db/testing/scenario";
import { findMe } from "@/db/users/find-me";
import { mailAnswers } from "@/db/users/response-emails";

const { db } = testDatabase();

test("an inviter who wants it is mailed when their invitation is accepted, and when it is declined, with the reason", async () => {
  const world = await plantWorld(db);
  await want(world, "alex");
  const accepted = await world.invited("alex", "acme", "grace");
  const declined = await world.invited("alex", "acme", "linus");
  await acceptInvitation(accepted.answer);
  await declineInvitation({ ...declined.answer, reason: "No time.\nSorry!" });
  expect(await jobs(accepted)).toBe(1);
  expect(await jobs(declined)).toBe(1);
  const inviter = { name: "alex of acme", email: "alex@acme.example" };
  expect(await findAnswered({ db, ...accepted })).toMatchObject({
    inviter,
    username: "grace",
    became: "accepted",
    reason: null,
  });
  expect(await findAnswered({ db, ...declined })).toMatchObject({
    inviter,
    username: "linus",
    became: "declined",
    reason: "No time.\nSorry!",
  });
});

test("nobody is mailed who has not asked for it", async () => {
  const world = await plantWorld(db);
  const { answer, ...invitation } = await world.invited("alex", "acme", "grace");
  await acceptInvitation(answer);
  expect(await jobs(invitation)).toBe(0);
  await want(world, "alex");
  expect(await jobs(invitation)).toBe(0);
});

test("who has asked for it and then no longer wants it gets none of those that still wait", async () => {
  const world = await plantWorld(db);
  await want(world, "alex");
  const { answer, invitationId } = await world.invited("alex", "acme", "grace");
  await acceptInvitation(answer);
  await want(world, "alex", false);
  expect(await findAnswered({ db, invitationId })).toBeNull();
});

test("an inviter from above is mailed as well", async () => {
  const world = await plantWorld(db);
  await want(world, "ada");
  const { answer, ...invitation } = await world.invited("ada", "acme", "grace");
  await acceptInvitation(answer);
  expect(await jobs(invitation)).toBe(1);
});

test("no inviter is mailed who is disabled, has no address, or may no longer see invitations there", async () => {
  const world = await plantWorld(db);
  await want(world, "alex");
  const changes = [
    sql`update users set disabled_at = now() where id = ${world.userId("alex")}`,
    sql`update users set disabled_at = null, email = null where id = ${world.userId("alex")}`,
    sql`delete from membership_groups where user_id = ${world.userId("alex")}`,
  ];
  const sent = [];
  for (const invitee of ["grace", "linus", "margaret"] as const) {
    sent.push(await world.invited("alex", "acme", invitee));
  }
  for (const [at, { answer, invitationId }] of sent.entries()) {
    await db.execute(changes[at] ?? sql`select`);
    if (at === 2)
      await db.execute(sql`update users set email = 'a@b.example' where id = ${world.userId("alex")}`);
    await acceptInvitation(answer);
    expect(await findAnswered({ db, invitationId })).toBeNull();
  }
});

test("who may see invitations and no more is mailed about their own", async () => {
  const world = await plantWorld(db);
  const { id } = await plantGroup(db, world.places.acme.id, ["invitations.view", "invitations.create"]);
  await addToGroup(db, world.places.acme.id, world.userId("sam"), id);
  await want(world, "sam");
  const { answer, ...invitation } = await world.invited("sam", "acme", "grace");
  await declineInvitation(answer);
  expect(await jobs(invitation)).toBe(1);
});

test("accepting at once many times queues one mail, and a refused answer none", async () => {
  const world = await plantWorld(db);
  await want(world, "alex");
  const { answer, ...invitation } = await world.invited("alex", "acme", "grace");
  await Promise.allSettled(Array.from({ length: 10 }, () => acceptInvitation(answer)));
  expect(await jobs(invitation)).toBe(1);
  const other = await world.invited("alex", "acme", "linus");
  await expect(
    acceptInvitation({ ...other.answer, session: await world.session("margaret") }),
  ).rejects.toThrow();
  expect(await jobs(other)).toBe(0);
});

test("turning the mails on is one's own deed, recorded once, and shown at the next look", async () => {
  const world = await plantWorld(db);
  const session = await world.session("alex");
  expect(await findMe({ db, session })).toMatchObject({ mailsAnswers: false });
  await want(world, "alex");
  await want(world, "alex");
  expect(await findMe({ db, session })).toMatchObject({ mailsAnswers: true });
  expect((await world.as("alex", "acme")).actor.mailsAnswers).toBe(true);
  expect((await world.as("ada", "acme")).actor.mailsAnswers).toBe(false);
  expect(await auditOf(world, "acme", "users.mail")).toMatchObject([
    {
      actorName: "alex",
      subjectName: "alex",
      details: { changes: { "about answers": ["off", "on"] } },
    },
  ]);
  await db.execute(sql`delete from sessions where id = ${session.id}`);
  await expect(mailAnswers({ db, session, wanted: false, address: "x" })).rejects.toThrow("signed out");
});

async function want(world: World, person: Person, wanted = true) {
  await mailAnswers({ db, session: await world.session(person), wanted, address: "192.0.2.1" });
}

async function jobs({ invitationId }: { invitationId: string }): Promise<number> {
  const rows = await db.execute(
    sql`select from graphile_worker.jobs where task_identifier = 'send-answer' and key = ${`answer:${invitationId}`}`,
  );
  return rows.length;
}
