import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { sessions } from "@/db/schema";
import { endAllSessions, endOutdatedSessions, endSession } from "./end";
import { listSignedInPlaces } from "./list";
import { noteSessionUse, type Session } from "./session";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { plantWorld } from "@/db/testing/scenario";

const { db } = testDatabase();
const placesOf = (session: Session) => listSignedInPlaces({ db, session });
const standing = async (session: Session) => (await placesOf(session)).total > 0;

test("one sees where one is signed in, this place first, and nobody else's", async () => {
  const world = await plantWorld(db);
  const [old, here, other] = [
    await world.session("alex"),
    await world.session("alex"),
    await world.session("alex"),
  ];
  await world.session("sam");
  await db.update(sessions).set({ createdAt: sql`now() - interval '2 days'` }).where(eq(sessions.id, old.id));
  const { places, total } = await placesOf(here);
  expect(total).toBe(3);
  expect(places.map(({ id, current }) => [id, current])).toEqual([
    [here.id, true],
    [other.id, false],
    [old.id, false],
  ]);
  expect(places[0]).toMatchObject({ address: "192.0.2.1", userAgent: "", since: expect.any(Date) });
});

test("of many places the newest fifty are listed, and all are counted", async () => {
  const world = await plantWorld(db);
  const here = await world.session("alex");
  await db.insert(sessions).values(Array.from({ length: 60 }, () => ({ userId: here.userId, address: "x" })));
  const { places, total } = await placesOf(here);
  expect(total).toBe(61);
  expect(places).toHaveLength(50);
  expect(places[0]?.id).toBe(here.id);
});

test("a session older than a week is none any more", async () => {
  const world = await plantWorld(db);
  const [old, here] = [await world.session("alex"), await world.session("alex")];
  await db.update(sessions).set({ createdAt: sql`now() - interval '7 days'` }).where(eq(sessions.id, old.id));
  expect((await placesOf(here)).total).toBe(1);
  expect(await standing(old)).toBe(false);
});

const passes = (session: Session, hours: number) =>
  db.execute(sql`
    update sessions set last_seen_at = last_seen_at - make_interval(hours => ${hours}) where id = ${session.id}`);

test("a session that is idle for twelve hours ends, and using it then does not bring it back", async () => {
  const world = await plantWorld(db);
  const session = await world.session("alex");
  await passes(session, 11);
  expect(await standing(session)).toBe(true);
  await passes(session, 1);
  await noteSessionUse({ db, session });
  expect(await standing(session)).toBe(false);
});

test("using a session keeps it, and its use is noted", async () => {
  const world = await plantWorld(db);
  const session = await world.session("alex");
  for (let time = 0; time < 3; time++) {
    await passes(session, 8);
    await noteSessionUse({ db, session });
  }
  const [place] = (await placesOf(session)).places;
  expect(Date.now() - (place?.lastSeenAt.getTime() ?? 0)).toBeLessThan(60_000);
});

test("the idle timeout is the managing organization's, and a change takes effect immediately", async () => {
  const world = await plantWorld(db);
  const [alex, ada] = [await world.session("alex"), await world.session("ada")];
  await Promise.all([passes(alex, 3), passes(ada, 3)]);
  await db.execute(sql`update organizations set session_idle_hours = 2 where id = ${world.places.acme.id}`);
  expect(await standing(alex)).toBe(false);
  expect(await standing(ada)).toBe(true);
});

test("what has ended by itself is removed and recorded, once", async () => {
  const world = await plantWorld(db);
  const [idle, current] = [await world.session("alex"), await world.session("alex")];
  await passes(idle, 13);
  await Promise.all([endOutdatedSessions({ db }), endOutdatedSessions({ db })]);
  expect(await standing(current)).toBe(true);
  expect((await placesOf(current)).total).toBe(1);
  expect(await auditOf(world, "acme", "sessions.end")).toMatchObject([
    { subjectName: "alex", actorName: null, details: { because: "Expired, or not used for too long." } },
  ]);
});

test("one ends any of one's own sessions, once, and it is recorded", async () => {
  const world = await plantWorld(db);
  const [here, other] = [await world.session("alex"), await world.session("alex")];
  for (let time = 0; time < 2; time++) {
    await endSession({ db, session: here, sessionId: other.id, address: "192.0.2.3" });
  }
  expect(await standing(other)).toBe(false);
  expect(await standing(here)).toBe(true);
  await endSession({ db, session: here, address: "192.0.2.3" });
  expect(await standing(here)).toBe(false);
  expect(await auditOf(world, "acme", "sessions.end")).toMatchObject([
    { actorName: "alex", address: "192.0.2.3", details: { because: "Ended from another place." } },
    { actorName: "alex", address: "192.0.2.3", details: {} },
  ]);
});

test("somebody else's session, and what is no id, are left as they are", async () => {
  const world = await plantWorld(db);
  const [alex, ada] = [await world.session("alex"), await world.session("ada")];
  for (const sessionId of [ada.id, crypto.randomUUID(), "nonsense", ""]) {
    await endSession({ db, session: alex, sessionId, address: "x" });
  }
  expect(await standing(ada)).toBe(true);
  expect(await auditOf(world, "acme", "sessions.end")).toEqual([]);
});

test("an ended session ends no other", async () => {
  const world = await plantWorld(db);
  const [ended, other] = [await world.session("alex"), await world.session("alex")];
  await endSession({ db, session: ended, address: "x" });
  await endSession({ db, session: ended, sessionId: other.id, address: "x" });
  await endAllSessions({ db, session: ended, address: "x" });
  expect(await standing(other)).toBe(true);
});

test("signing out everywhere ends every session of the account, this one too, and nobody else's", async () => {
  const world = await plantWorld(db);
  const mine = [await world.session("alex"), await world.session("alex"), await world.session("alex")];
  const sam = await world.session("sam");
  await endAllSessions({ db, session: mine[0] ?? sam, address: "192.0.2.3" });
  for (const session of mine) expect(await standing(session)).toBe(false);
  expect(await standing(sam)).toBe(true);
  expect(await auditOf(world, "acme", "sessions.end")).toMatchObject([
    { actorName: "alex", details: { because: "Signed out everywhere." } },
  ]);
});
