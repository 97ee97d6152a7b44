import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { inviteUsers } from "@/db/invitations/invite";
import { type InvitationFilter, listInvitations } from "@/db/invitations/list";
import { beginSending } from "@/db/invitations/send";
import { sendAgain } from "@/db/invitations/send-again";
import { changeMembershipEnd } from "@/db/memberships/change-end";
import { endOfDay, lastDay } from "@/db/memberships/end-day";
import { endDueMemberships } from "@/db/memberships/end-due";
import { findEnding } from "@/db/memberships/end-notice";
import { listMembers } from "@/db/memberships/list";
import { tellEnds } from "@/db/memberships/tell-ends";
import { findMyPlace } from "@/db/organizations/mine";
import { readOverview } from "@/db/overview/read";
import { findAccount } from "@/db/sessions/account";
import { testDatabase } from "@/db/testing/database";
import { auditOf, letPass, membershipOf, stateOf } from "@/db/testing/standing";
import { addToGroup, type Person, type Place, plantGroup, plantWorld, type World } from "@/db/testing/world";
import { getUser } from "@/db/users/get";

const { db } = testDatabase();
const DAY = 24 * 60 * 60 * 1000;

test("a day ends at midnight by UTC; today may be chosen, yesterday not, nor more than five years", () => {
  const now = new Date("2026-11-23T23:30:00Z");
  expect(endOfDay("2026-12-03", now)).toEqual(new Date("2026-12-04T00:00:00Z"));
  expect(endOfDay("2026-11-23", now)).toEqual(new Date("2026-11-24T00:00:00Z"));
  expect(lastDay(new Date("2026-12-04T00:00:00Z"))).toBe("2026-12-03");
  expect(endOfDay(null, now)).toBeNull();
  expect(() => endOfDay("2026-11-22", now)).toThrow("past");
  expect(() => endOfDay("2031-11-24", now)).toThrow("five years".replace("five", "5"));
});

test("an invitation carries the last day into the membership, and its page says so", async () => {
  const world = await plantWorld(db);
  const { answer, membershipEnds } = await invited(world, "alex", "acme", "grace", day(30));
  expect(await auditOf(world, "acme", "invitations.create")).toMatchObject([
    { subjectName: "grace", details: { lastDay: day(30) } },
  ]);
  expect(membershipEnds && lastDay(membershipEnds)).toBe(day(30));
  const state = await stateOf(world, answer.link, "grace");
  expect(state).toMatchObject({ state: "ready", offer: { membershipEnds } });
  await acceptInvitation(answer);
  expect(await membershipOf(world, "grace")).toMatchObject({ endsAt: membershipEnds, ends: membershipEnds });
});

test("a link works no longer than the membership would last, and is not sent again afterwards", async () => {
  const world = await plantWorld(db);
  const { answer, invitationId, expiresAt, membershipEnds } = await invited(
    world,
    "alex",
    "acme",
    "grace",
    day(0),
  );
  expect(expiresAt).toEqual(membershipEnds);
  await db.execute(sql`
    update invitations set membership_ends_at = now() - interval '1 minute', expires_at = now() - interval '1 minute'
    where id = ${invitationId}`);
  await expect(acceptInvitation(answer)).rejects.toThrow("no longer");
  expect(await stateOf(world, answer.link, "grace")).toMatchObject({ state: "expired" });
  await letPass(world, "acme", "1 hour");
  const ctx = await world.as("alex", "acme");
  expect(await sendAgain({ ctx, input: { invitationIds: [invitationId] } })).toMatchObject([
    { outcome: "last-day-past" },
  ]);
});

test("what has ended counts nowhere, at that very moment and with no job running", async () => {
  const world = await plantWorld(db);
  await join(world, "alex", "acme", "grace", null, ["users.view", "users.edit"]);
  const ctx = await world.as("alex", "acme");
  const call = { ctx, userId: world.userId("grace") };
  expect((await world.access("grace", "acme")).state).toBe("open");
  expect(await usernames(world)).toContain("grace");
  await runOut(world, "grace");
  expect((await world.access("grace", "acme")).state).toBe("absent");
  expect(await usernames(world)).not.toContain("grace");
  await expect(getUser(call)).rejects.toThrow();
  const claim = { root: world.handle, organizationId: world.places.acme.id, username: "grace" };
  expect(await findAccount(db, claim)).toBeUndefined();
  const place = await findMyPlace({
    ...{ db, session: await world.session("grace"), askedFor: world.places.acme.id },
    input: { sort: "name", descending: false, search: "", after: null, before: null },
  });
  expect(place).toMatchObject({ home: { name: "Meridian Group" }, joined: { rows: [] }, askedFor: null });
});

test("memberships below end at the same moment, and go with it; pending invitations built on it too", async () => {
  const world = await plantWorld(db);
  await join(world, "alex", "acme", "grace", day(30));
  await join(world, "elena", "europe", "grace", null, ["users.view"]);
  const above = await membershipOf(world, "grace");
  expect((await membershipOf(world, "grace", "europe"))?.ends).toEqual(above?.ends);
  await join(world, "alex", "acme", "linus", day(30));
  const { answer } = await world.invited("elena", "europe", "linus");
  await endDueMemberships({ db }); // of other worlds
  for (const person of ["grace", "linus"] as const) await runOut(world, person);
  expect((await world.access("grace", "europe")).state).toBe("absent");
  expect(await stateOf(world, answer.link, "linus")).toMatchObject({
    state: "deleted",
    because: "left-parent",
  });
  await expect(acceptInvitation(answer)).rejects.toThrow("no longer");

  expect(await endDueMemberships({ db })).toBe(2);
  expect(await membershipOf(world, "grace")).toBeUndefined();
  expect(await membershipOf(world, "grace", "europe")).toBeUndefined();
  expect(await auditOf(world, "europe", "memberships.end")).toMatchObject([
    { actorName: null, subjectName: "grace", details: { because: "end-date" } },
  ]);
  expect(await auditOf(world, "europe", "invitations.end")).toMatchObject([{ subjectName: "linus" }]);
  expect(await auditOf(world, "acme", "memberships.end")).toHaveLength(2);
});

test("an invitation built on a membership that ends is pending no longer than that, in lists as on its page", async () => {
  const world = await plantWorld(db);
  await join(world, "alex", "acme", "grace", day(1));
  await join(world, "alex", "acme", "linus", null);
  const [grace, linus] = [
    await world.invited("elena", "europe", "grace"),
    await world.invited("elena", "europe", "linus"),
  ];
  const ends = (await membershipOf(world, "grace"))?.ends;
  expect(grace.expiresAt).toEqual(ends);
  await change(world, "alex", "linus", day(1));
  const ctx = await world.as("elena", "europe");
  const shown = async (filter: InvitationFilter, now: Date) => {
    const input = {
      sort: "username",
      descending: false,
      search: "",
      after: null,
      before: null,
      filter,
    } as const;
    return (await listInvitations({ ctx, input, now })).rows.map(({ username, expiresAt, status }) => [
      username,
      expiresAt,
      status,
    ]);
  };
  expect(await shown("pending", new Date())).toEqual([
    ["grace", ends, "pending"],
    ["linus", ends, "pending"],
  ]);
  expect(await stateOf(world, linus.link, "linus")).toMatchObject({
    state: "ready",
    offer: { expiresAt: ends },
  });

  await letPass(world, "europe", "2 days");
  for (const person of ["grace", "linus"] as const) await runOut(world, person);
  expect(await shown("pending", new Date())).toEqual([]);
  expect(await shown("expired", new Date())).toMatchObject([
    ["grace", {}, "expired"],
    ["linus", {}, "expired"],
  ]);
  expect(await sendAgain({ ctx, input: { invitationIds: [grace.invitationId] } })).toMatchObject([
    { outcome: "not-a-user-of-parent" },
  ]);
});

test("a mail that waits does not leave once the membership of the parent has ended", async () => {
  const world = await plantWorld(db);
  await join(world, "alex", "acme", "grace", null);
  await world.invite("elena", "europe", ["grace"]);
  await runOut(world, "grace");
  const [row] = await db.execute<{ id: string }>(sql`
    select id from invitations where organization_id = ${world.places.europe.id} and status = 'pending'`);
  expect(await beginSending({ db, invitationId: row?.id ?? "" })).toMatchObject({
    held: "The membership of the parent organization has ended.",
  });
});

test("several processes that remove and tell at once do each once", async () => {
  const world = await plantWorld(db);
  await endDueMemberships({ db }); // of other worlds
  for (const person of ["grace", "linus"] as const) await join(world, "alex", "acme", person, day(30));
  await runOut(world, "grace");
  await db.execute(
    sql`update memberships set ends_at = now() + interval '6 days' where user_id = ${world.userId("linus")} and origin = 'invited'`,
  );
  const ended = await Promise.all(Array.from({ length: 6 }, () => endDueMemberships({ db })));
  const told = await Promise.all(Array.from({ length: 6 }, () => tellEnds({ db })));
  expect(ended.reduce((sum, one) => sum + one)).toBe(1);
  expect(told.reduce((sum, one) => sum + one)).toBe(1);
  expect(await auditOf(world, "acme", "memberships.end")).toHaveLength(1);
  expect(await toldOf(world, "linus")).toEqual(["alex", "linus"]);
});

test("both sides are told a week before, once; and anew when the end is changed", async () => {
  const world = await plantWorld(db);
  await join(world, "alex", "acme", "grace", day(8));
  expect(await tellEnds({ db })).toBe(0);
  const end = (days: number | null) => change(world, "ada", "grace", days === null ? "" : day(days));
  await end(5);
  expect(await tellEnds({ db })).toBe(1);
  expect(await tellEnds({ db })).toBe(0);
  await end(4);
  expect(await tellEnds({ db })).toBe(1);
  await end(null);
  expect(await tellEnds({ db })).toBe(0);
});

test("who has just accepted an invitation that ends within a week is not told again", async () => {
  const world = await plantWorld(db);
  await join(world, "alex", "acme", "grace", day(3));
  expect(await tellEnds({ db })).toBe(0);
});

test("where the inviter is gone, those who may invite there are told", async () => {
  const world = await plantWorld(db);
  const { id } = await plantGroup(db, world.places.acme.id, ["invitations.view", "invitations.create"]);
  await addToGroup(db, world.places.acme.id, world.userId("sam"), id);
  await join(world, "alex", "acme", "grace", day(30));
  await db.execute(sql`update users set disabled_at = now() where id = ${world.userId("alex")}`);
  await change(world, "ada", "grace", day(2));
  await tellEnds({ db });
  expect(await toldOf(world, "grace")).toEqual(["grace", "sam"]);
});

test("whoever may no longer see users there is told nothing of them, though a mail to them waits", async () => {
  const world = await plantWorld(db);
  await join(world, "alex", "acme", "grace", day(3));
  const ends = (await membershipOf(world, "grace"))?.ends.toISOString() ?? "";
  const told = async (recipient: Person) => {
    const of = { organizationId: world.places.acme.id, userId: world.userId("grace") };
    return (await findEnding({ db, ...of, recipientId: world.userId(recipient), ends }))?.recipient.email;
  };
  expect(await told("alex")).toBe("alex@acme.example");
  await db.execute(sql`delete from membership_groups where user_id = ${world.userId("alex")}`);
  expect(await told("alex")).toBeUndefined();
  expect(await told("grace")).toBe("grace@meridian.example");
});

test("the end is changed by whoever may remove, recorded, and refused for oneself and for accounts managed here", async () => {
  const world = await plantWorld(db);
  await join(world, "alex", "acme", "grace", null, ["users.view", "users.remove"]);
  await change(world, "alex", "grace", day(9));
  expect((await membershipOf(world, "grace"))?.endsAt?.getTime()).toBe(
    endOfDay(day(9), new Date())?.getTime(),
  );
  expect(await auditOf(world, "acme", "memberships.edit")).toMatchObject([
    { actorName: "alex", subjectName: "grace", details: { changes: { "last day": ["none", day(9)] } } },
  ]);
  await expect(change(world, "grace", "grace", "")).rejects.toThrow("yourself");
  await expect(change(world, "alex", "sam", day(9))).rejects.toThrow("managed here");
  await expect(change(world, "alex", "hank", day(9))).rejects.toThrow("no longer here");
  await expect(change(world, "alex", "grace", day(-1))).rejects.toThrow("past");
  expect(await readOverview(await world.as("alex", "acme"))).toMatchObject({ ending: [] });
  await change(world, "alex", "grace", day(2));
  expect(await readOverview(await world.as("alex", "acme"))).toMatchObject({
    ending: [{ name: "grace of meridian" }],
  });
});

test("nobody lets a membership last longer whose groups they could not give; ending it sooner they may", async () => {
  const world = await plantWorld(db);
  await join(world, "alex", "acme", "grace", day(30), ["groups.delete"]);
  await join(world, "alex", "acme", "linus", null, ["users.view", "users.remove"]);
  await change(world, "linus", "grace", day(20));
  await expect(change(world, "linus", "grace", day(21))).rejects.toThrow("You cannot give");
  await expect(change(world, "linus", "grace", "")).rejects.toThrow("You cannot give");
});

test("an end above that is moved moves the ends below, and their own stay", async () => {
  const world = await plantWorld(db);
  await join(world, "alex", "acme", "grace", day(20));
  await join(world, "elena", "europe", "grace", day(10));
  const below = async () => {
    const ends = (await membershipOf(world, "grace", "europe"))?.ends;
    return ends && lastDay(ends);
  };
  expect(await below()).toBe(day(10));
  await change(world, "alex", "grace", day(5));
  expect(await below()).toBe(day(5));
  await change(world, "alex", "grace", "");
  expect(await below()).toBe(day(10));
});

test("who has left by an end can be invited and join anew, before the old membership is removed", async () => {
  const world = await plantWorld(db);
  await join(world, "alex", "acme", "grace", null, ["users.view"]);
  await runOut(world, "grace");
  await letPass(world, "acme", "2 days");
  await join(world, "alex", "acme", "grace", null);
  expect(await endDueMemberships({ db })).toBe(0);
  expect((await membershipOf(world, "grace"))?.endsAt).toBeNull();
  expect((await world.access("grace", "acme")).state).toBe("no-rights");
});

test("accepting below against a change of the end above leaves the one below ending with it", async () => {
  for (let round = 0; round < 10; round++) {
    const world = await plantWorld(db);
    await join(world, "alex", "acme", "grace", null);
    const { answer } = await world.invited("elena", "europe", "grace");
    await Promise.all([acceptInvitation(answer), change(world, "alex", "grace", day(10))]);
    const [above, below] = [await membershipOf(world, "grace"), await membershipOf(world, "grace", "europe")];
    expect(below?.ends).toEqual(above?.ends);
    expect(below?.parentEnds).toEqual(above?.ends);
  }
});

test("the removal of what has ended against a new end leaves one whole outcome", async () => {
  for (let round = 0; round < 5; round++) {
    const world = await plantWorld(db);
    await join(world, "alex", "acme", "grace", null);
    await runOut(world, "grace");
    const [changed] = await Promise.allSettled([
      change(world, "alex", "grace", day(10)),
      endDueMemberships({ db }),
    ]);
    expect(changed.status).toBe("rejected");
    await endDueMemberships({ db });
    expect(await membershipOf(world, "grace")).toBeUndefined();
  }
});

/** So many days from today, by UTC. */
function day(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}

async function invited(
  world: World,
  by: Person,
  place: Place,
  invitee: Person,
  endsOn: string | null,
  groupIds: string[] = [],
) {
  const input = { usernames: [invitee], groupIds, requestId: randomUUID(), endsOn };
  expect(await inviteUsers({ ctx: await world.as(by, place), input })).toMatchObject([
    { outcome: "invited" },
  ]);
  const [row] = await db.execute<{ id: string }>(sql`
    select id from invitations where organization_id = ${world.places[place].id} and user_id = ${world.userId(invitee)} and status = 'pending'`);
  const sending = row && (await beginSending({ db, invitationId: row.id }));
  if (!sending || "held" in sending) throw new Error(`${invitee} was not invited.`);
  return {
    ...sending,
    answer: { db, session: await world.session(invitee), link: sending.link, address: "x" },
  };
}

async function join(
  world: World,
  by: Person,
  place: Place,
  person: Person,
  endsOn: string | null,
  permissions: Parameters<typeof plantGroup>[2] = [],
) {
  const groups =
    permissions.length > 0 ? [(await plantGroup(db, world.places[place].id, permissions)).id] : [];
  await acceptInvitation((await invited(world, by, place, person, endsOn, groups)).answer);
}

/** As if the end of the membership in Acme Travel had come a minute ago. */
async function runOut(world: World, person: Person) {
  await db.execute(sql`
    update memberships set ends_at = now() - interval '1 minute'
    where organization_id = ${world.places.acme.id} and user_id = ${world.userId(person)}`);
}

async function change(world: World, by: Person, person: Person, endsOn: string) {
  const input = { userId: world.userId(person), endsOn: endsOn || null };
  await changeMembershipEnd({ ctx: await world.as(by, "acme"), input });
}

async function usernames(world: World): Promise<string[]> {
  const input = { sort: "name", descending: false, search: "", after: null, before: null } as const;
  return (await listMembers({ ctx: await world.as("alex", "acme"), input })).rows.map(
    ({ username }) => username,
  );
}

/** Whom the queue is to mail about the end of somebody's membership. */
async function toldOf(world: World, person: Person): Promise<string[]> {
  const rows = await db.execute<{ username: string }>(sql`
    select u.username from graphile_worker._private_jobs j join users u on u.id = (j.payload->>'recipientId')::uuid
    where j.payload->>'userId' = ${world.userId(person)} and j.payload->>'recipientId' is not null order by u.username`);
  return rows.map(({ username }) => username);
}
