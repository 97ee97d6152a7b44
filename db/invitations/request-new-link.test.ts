import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { forget } from "@/db/limits/limits";
import { newLink } from "@/db/link";
import { getOverview } from "@/db/overview/get";
import { testDatabase } from "@/db/testing/database";
import { auditOf, letTimePass } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { declineInvitation } from "./decline";
import { findNewLinkRequest } from "./find-new-link-request";
import { getInvitation } from "./get";
import { listInvitations } from "./list";
import { requestNewLink } from "./request-new-link";
import { resend } from "./resend";

const { db } = testDatabase();

test("whoever has an expired link can ask for a new one, signed in or not, and the inviter is mailed", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId, answer } = await expired(scenario);
  await ask(link);
  expect(await askedAt(scenario, invitationId)).toBeInstanceOf(Date);
  expect(await jobs(invitationId)).toBe(1);
  expect(await findNewLinkRequest({ db, invitationId, recipientId: scenario.userId("alex") })).toMatchObject({
    recipient: { email: "alex@acme.example" },
    inviteeName: "grace of meridian",
    organization: { name: "Acme Travel" },
  });
  await letTimePass(scenario, "acme", "25 hours");
  await requestNewLink(answer);
  expect(await auditOf(scenario, "acme", "invitations.ask")).toMatchObject([
    { actorName: null, subjectName: "grace", address: "192.0.2.9" },
    { actorName: "grace", subjectName: "grace" },
  ]);
});

test("the answer is the same, whatever the link leads to, and only an expired invitation notes it", async () => {
  const scenario = await seedScenario(db);
  const live = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const declined = await scenario.inviteAndDeliver("alex", "acme", "linus");
  await declineInvitation(declined.answer);
  for (const link of [live.link, declined.link, newLink().link, "x", "", null, ["a"], 7]) {
    expect(await ask(link)).toBeUndefined();
  }
  expect(await askedAt(scenario, live.invitationId)).toBeNull();
  expect(await auditOf(scenario, "acme", "invitations.ask")).toEqual([]);
});

test("asked again within the day, even at once, it is noted and mailed once", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId } = await expired(scenario);
  await Promise.all(Array.from({ length: 8 }, () => ask(link)));
  const before = await askedAt(scenario, invitationId);
  await ask(link);
  expect(await askedAt(scenario, invitationId)).toEqual(before);
  expect(await auditOf(scenario, "acme", "invitations.ask")).toHaveLength(1);
});

test("a network that asks too often is not heard, and is told the same", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId } = await expired(scenario);
  await Promise.all(Array.from({ length: 101 }, () => ask(newLink().link, "192.0.2.77")));
  expect(await ask(link, "192.0.2.77")).toBeUndefined();
  expect(await askedAt(scenario, invitationId)).toBeNull();
  await ask(link, "192.0.2.78");
  expect(await askedAt(scenario, invitationId)).not.toBeNull();
  await forget(db, "links-asked-from-address", "192.0.2.77");
});

test("the addresses of one IPv6 network are counted together", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId } = await expired(scenario);
  await Promise.all(Array.from({ length: 101 }, (_, at) => ask(newLink().link, `2001:db8:0:77::${at}`)));
  await ask(link, "2001:db8:0:77:9::9");
  expect(await askedAt(scenario, invitationId)).toBeNull();
  await ask(link, "2001:db8:0:78::1");
  expect(await askedAt(scenario, invitationId)).not.toBeNull();
});

test("who may invite finds the request in the list and in the overview; sending again settles it", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId } = await expired(scenario);
  await scenario.inviteAndDeliver("alex", "acme", "linus");
  await ask(link);
  const ctx = await scenario.contextOf("ada", "acme");
  const asked = async () => {
    const input = { sort: "sent", descending: true, search: "", after: null, before: null } as const;
    const page = await listInvitations({ ctx, input: { ...input, filter: "asked" }, now: new Date() });
    return page.rows.map(({ username }) => username);
  };
  expect(await asked()).toEqual(["grace"]);
  expect(await getOverview(ctx)).toMatchObject({ linksAsked: 1, own: [] });
  expect(await getOverview(await scenario.contextOf("alex", "acme"))).toMatchObject({
    linksAsked: 1,
    own: [{ id: invitationId, became: "asked", name: "grace of meridian" }],
  });
  await resend({ ctx, input: { invitationIds: [invitationId] } });
  expect(await asked()).toEqual([]);
  expect(await getOverview(ctx)).toMatchObject({ linksAsked: 0 });
  expect(await findNewLinkRequest({ db, invitationId, recipientId: scenario.userId("alex") })).toBeNull();
});

test("a mail that waits says nothing to whom has no address any more, is disabled, or may see invitations no longer", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId } = await expired(scenario);
  await ask(link);
  const alex = scenario.userId("alex");
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
    expect(await findNewLinkRequest({ db, invitationId, recipientId: alex })).toBeNull();
    await db.execute(back);
  }
  expect(await askedAt(scenario, invitationId), "the console shows it all the same").not.toBeNull();
});

async function expired(scenario: Scenario) {
  const invited = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await letTimePass(scenario, "acme", "73 hours");
  return invited;
}

async function ask(link: unknown, address = "192.0.2.9") {
  return await requestNewLink({ db, session: null, link, address });
}

async function askedAt(scenario: Scenario, invitationId: string) {
  const ctx = await scenario.contextOf("ada", "acme");
  return (await getInvitation({ ctx, invitationId, now: new Date() })).askedAt;
}

async function jobs(invitationId: string): Promise<number> {
  const found = await db.execute(sql`
    select from graphile_worker.jobs where task_identifier = 'notify-new-link-requested' and key = ${`new-link-request:${invitationId}`}`);
  return found.length;
}
