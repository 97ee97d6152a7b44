import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { askForLink } from "./request-new-link";
import { findAskedLink } from "./find-new-link-request";
import { declineInvitation } from "./decline";
import { getInvitation } from "./get";
import { listInvitations } from "./list";
import { sendAgain } from "./resend";
import { forget } from "@/db/limits/limits";
import { newLink } from "@/db/link";
import { readOverview } from "@/db/overview/get";
import { testDatabase } from "@/db/testing/database";
import { auditOf, letPass } from "@/db/testing/queries";
import { plantWorld, type World } from "@/db/testing/scenario";

const { db } = testDatabase();

test("whoever has an expired link can ask for a new one, signed in or not, and the inviter is mailed", async () => {
  const world = await plantWorld(db);
  const { link, invitationId, answer } = await expired(world);
  await ask(link);
  expect(await askedAt(world, invitationId)).toBeInstanceOf(Date);
  expect(await jobs(invitationId)).toBe(1);
  expect(await findAskedLink({ db, invitationId, recipientId: world.userId("alex") })).toMatchObject({
    recipient: { email: "alex@acme.example" },
    inviteeName: "grace of meridian",
    organization: { name: "Acme Travel" },
  });
  await letPass(world, "acme", "25 hours");
  await askForLink(answer);
  expect(await auditOf(world, "acme", "invitations.ask")).toMatchObject([
    { actorName: null, subjectName: "grace", address: "192.0.2.9" },
    { actorName: "grace", subjectName: "grace" },
  ]);
});

test("the answer is the same, whatever the link leads to, and only an expired invitation notes it", async () => {
  const world = await plantWorld(db);
  const live = await world.invited("alex", "acme", "grace");
  const declined = await world.invited("alex", "acme", "linus");
  await declineInvitation(declined.answer);
  for (const link of [live.link, declined.link, newLink().link, "x", "", null, ["a"], 7]) {
    expect(await ask(link)).toBeUndefined();
  }
  expect(await askedAt(world, live.invitationId)).toBeNull();
  expect(await auditOf(world, "acme", "invitations.ask")).toEqual([]);
});

test("asked again within the day, even at once, it is noted and mailed once", async () => {
  const world = await plantWorld(db);
  const { link, invitationId } = await expired(world);
  await Promise.all(Array.from({ length: 8 }, () => ask(link)));
  const before = await askedAt(world, invitationId);
  await ask(link);
  expect(await askedAt(world, invitationId)).toEqual(before);
  expect(await auditOf(world, "acme", "invitations.ask")).toHaveLength(1);
});

test("a network that asks too often is not heard, and is told the same", async () => {
  const world = await plantWorld(db);
  const { link, invitationId } = await expired(world);
  await Promise.all(Array.from({ length: 101 }, () => ask(newLink().link, "192.0.2.77")));
  expect(await ask(link, "192.0.2.77")).toBeUndefined();
  expect(await askedAt(world, invitationId)).toBeNull();
  await ask(link, "192.0.2.78");
  expect(await askedAt(world, invitationId)).not.toBeNull();
  await forget(db, "links-asked-from-address", "192.0.2.77");
});

test("the addresses of one IPv6 network are counted together", async () => {
  const world = await plantWorld(db);
  const { link, invitationId } = await expired(world);
  await Promise.all(Array.from({ length: 101 }, (_, at) => ask(newLink().link, `2001:db8:0:77::${at}`)));
  await ask(link, "2001:db8:0:77:9::9");
  expect(await askedAt(world, invitationId)).toBeNull();
  await ask(link, "2001:db8:0:78::1");
  expect(await askedAt(world, invitationId)).not.toBeNull();
});

test("who may invite finds the request in the list and in the overview; sending again settles it", async () => {
  const world = await plantWorld(db);
  const { link, invitationId } = await expired(world);
  await world.invited("alex", "acme", "linus");
  await ask(link);
  const ctx = await world.as("ada", "acme");
  const asked = async () => {
    const input = { sort: "sent", descending: true, search: "", after: null, before: null } as const;
    const page = await listInvitations({ ctx, input: { ...input, filter: "asked" }, now: new Date() });
    return page.rows.map(({ username }) => username);
  };
  expect(await asked()).toEqual(["grace"]);
  expect(await readOverview(ctx)).toMatchObject({ linksAsked: 1, own: [] });
  expect(await readOverview(await world.as("alex", "acme"))).toMatchObject({
    linksAsked: 1,
    own: [{ id: invitationId, became: "asked", name: "grace of meridian" }],
  });
  await sendAgain({ ctx, input: { invitationIds: [invitationId] } });
  expect(await asked()).toEqual([]);
  expect(await readOverview(ctx)).toMatchObject({ linksAsked: 0 });
  expect(await findAskedLink({ db, invitationId, recipientId: world.userId("alex") })).toBeNull();
});

test("a mail that waits says nothing to whom has no address any more, is disabled, or may see invitations no longer", async () => {
  const world = await plantWorld(db);
  const { link, invitationId } = await expired(world);
  await ask(link);
  const alex = world.userId("alex");
  for (const [change, back] of [
    [
      sql`update users set email = null where id = ${alex}`,
      sql`update users set email = 'alex@acme.example' where id = ${alex}`,
    ],
    [
      sql`update users set disabled_at = now() where id = ${alex}`,
      sql`update users set disabled_at = null where id = ${alex}`,
    ],
    [sql`delete from membership_groups where user_id = ${alex}`, sql`select`],
  ] as const) {
    await db.execute(change);
    expect(await findAskedLink({ db, invitationId, recipientId: alex })).toBeNull();
    await db.execute(back);
  }
  expect(await askedAt(world, invitationId), "the console shows it all the same").not.toBeNull();
});

async function expired(world: World) {
  const invited = await world.invited("alex", "acme", "grace");
  await letPass(world, "acme", "73 hours");
  return invited;
}

async function ask(link: unknown, address = "192.0.2.9") {
  return await askForLink({ db, session: null, link, address });
}

async function askedAt(world: World, invitationId: string) {
  const ctx = await world.as("ada", "acme");
  return (await getInvitation({ ctx, invitationId, now: new Date() })).askedAt;
}

async function jobs(invitationId: string): Promise<number> {
  const found = await db.execute(sql`
    select from graphile_worker.jobs where task_identifier = 'tell-link-asked' and key = ${`link-asked:${invitationId}`}`);
  return found.length;
}
