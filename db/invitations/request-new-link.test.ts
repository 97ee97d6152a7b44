import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { forget } from "@/db/limits/limits";
import { newLink } from "@/db/link";
import { getOverview } from "@/db/overview/get";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
import { auditOf, letTimePass } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { declineInvitation } from "./decline";
import { getInvitation } from "./get";
import { listInvitations } from "./list";
import { findNewLinkRequest, requestNewLink } from "./request-new-link";
import { resendInvitations } from "./resend";

const { db } = testDatabase();

test("anyone with an expired link can request a new one, signed in or not, and the inviter gets an email", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId, response } = await expired(scenario);
  await request(link);
  expect(await newLinkRequestedAt(scenario, invitationId)).toBeInstanceOf(Date);
  expect(await jobs(invitationId)).toBe(1);
  expect(await findNewLinkRequest({ db, invitationId, recipientId: scenario.userId("alex") })).toMatchObject({
    recipient: { email: "alex@acme-travel.example" },
    inviteeName: "Grace Holloway",
    organization: { name: "Acme Travel" },
  });
  await letTimePass(scenario, "acme", "25 hours");
  await requestNewLink(response);
  expect(await auditOf(scenario, "acme", "invitations.request-new-link")).toMatchObject([
    { actorName: null, subjectName: "grace", address: "192.0.2.9" },
    { actorName: "grace", subjectName: "grace" },
  ]);
});

test("every link gets the same response, and only an expired invitation records the request", async () => {
  const scenario = await seedScenario(db);
  const live = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const declined = await scenario.inviteAndDeliver("alex", "acme", "linus");
  await declineInvitation(declined.response);
  for (const link of [live.link, declined.link, newLink().link, "x", "", null, ["a"], 7]) {
    expect(await request(link)).toBeUndefined();
  }
  expect(await newLinkRequestedAt(scenario, live.invitationId)).toBeNull();
  expect(await auditOf(scenario, "acme", "invitations.request-new-link")).toEqual([]);
});

test("several requests within a day, even simultaneous ones, are recorded and sent once", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId } = await expired(scenario);
  for (const { status } of await race(db, [() => request(link), () => request(link), () => request(link)])) {
    expect(status).toBe("fulfilled");
  }
  const before = await newLinkRequestedAt(scenario, invitationId);
  await request(link);
  expect(await newLinkRequestedAt(scenario, invitationId)).toEqual(before);
  expect(await auditOf(scenario, "acme", "invitations.request-new-link")).toHaveLength(1);
});

test("requests over the network's limit are ignored, with the same response", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId } = await expired(scenario);
  await Promise.allSettled(Array.from({ length: 101 }, () => request(newLink().link, "192.0.2.77")));
  expect(await request(link, "192.0.2.77")).toBeUndefined();
  expect(await newLinkRequestedAt(scenario, invitationId)).toBeNull();
  await request(link, "192.0.2.78");
  expect(await newLinkRequestedAt(scenario, invitationId)).not.toBeNull();
  await forget(db, "link-requests-from-address", "192.0.2.77");
});

test("the addresses of one IPv6 network share the limit", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId } = await expired(scenario);
  await Promise.allSettled(
    Array.from({ length: 101 }, (_, at) => request(newLink().link, `2001:db8:0:77::${at}`)),
  );
  await request(link, "2001:db8:0:77:9::9");
  expect(await newLinkRequestedAt(scenario, invitationId)).toBeNull();
  await request(link, "2001:db8:0:78::1");
  expect(await newLinkRequestedAt(scenario, invitationId)).not.toBeNull();
});

test("the list and the overview show the request until the invitation is resent", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId } = await expired(scenario);
  await scenario.inviteAndDeliver("alex", "acme", "linus");
  await request(link);
  const ctx = await scenario.contextOf("ada", "acme");
  const requests = async () => {
    const input = { sort: "sent", descending: true, search: "", after: null, before: null } as const;
    const page = await listInvitations({ ctx, input: { ...input, filter: "requested" }, now: new Date() });
    return page.rows.map(({ username }) => username);
  };
  expect(await requests()).toEqual(["grace"]);
  expect(await getOverview(ctx)).toMatchObject({ newLinkRequests: 1, own: [] });
  expect(await getOverview(await scenario.contextOf("alex", "acme"))).toMatchObject({
    newLinkRequests: 1,
    own: [{ id: invitationId, response: "requested", name: "Grace Holloway" }],
  });
  await resendInvitations({ ctx, input: { invitationIds: [invitationId] } });
  expect(await requests()).toEqual([]);
  expect(await getOverview(ctx)).toMatchObject({ newLinkRequests: 0 });
  expect(await findNewLinkRequest({ db, invitationId, recipientId: scenario.userId("alex") })).toBeNull();
});

test("a waiting email isn't sent to recipients who are disabled, unconfirmed or can't see invitations anymore", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId } = await expired(scenario);
  await request(link);
  const alex = scenario.userId("alex");
  for (const [change, back] of [
    [
      sql`update users set email = null where id = ${alex}`,
      sql`update users set email = 'alex@acme-travel.example' where id = ${alex}`,
    ],
    [
      sql`update users set email = 'somebody@other.example' where id = ${alex}`,
      sql`update users set email = 'alex@acme-travel.example' where id = ${alex}`,
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
  expect(
    await newLinkRequestedAt(scenario, invitationId),
    "the console shows the request anyway",
  ).not.toBeNull();
});

async function expired(scenario: Scenario) {
  const invited = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await letTimePass(scenario, "acme", "73 hours");
  return invited;
}

async function request(link: unknown, address = "192.0.2.9") {
  return await requestNewLink({ db, session: null, link, address });
}

async function newLinkRequestedAt(scenario: Scenario, invitationId: string) {
  const ctx = await scenario.contextOf("ada", "acme");
  return (await getInvitation({ ctx, invitationId, now: new Date() })).newLinkRequestedAt;
}

async function jobs(invitationId: string): Promise<number> {
  const key = `new-link-request:${invitationId}`;
  return (await queuedJobs(db)).filter((job) => job.task === "notify-new-link-requested" && job.key === key)
    .length;
}
