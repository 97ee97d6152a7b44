import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { sessions } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { seedScenario } from "@/db/testing/scenario";
import { endAllSessions, endExpiredSessions, endSession } from "./end";
import { listActiveSessions } from "./list";
import { type Session, touchSession } from "./session";

const { db } = testDatabase();
const sessionsOf = (session: Session) => listActiveSessions({ db, session });
const isSignedIn = async (session: Session) => (await sessionsOf(session)).total > 0;

test("users see only their own active sessions, with the current one first", async () => {
  const scenario = await seedScenario(db);
  const [old, here, other] = [
    await scenario.session("alex"),
    await scenario.session("alex"),
    await scenario.session("alex"),
  ];
  await scenario.session("sam");
  await db.update(sessions).set({ createdAt: sql`now() - interval '2 days'` }).where(eq(sessions.id, old.id));
  const { sessions: listed, total } = await sessionsOf(here);
  expect(total).toBe(3);
  expect(listed.map(({ id, current }) => [id, current])).toEqual([
    [here.id, true],
    [other.id, false],
    [old.id, false],
  ]);
  expect(listed[0]).toMatchObject({ address: "192.0.2.1", userAgent: "", since: expect.any(Date) });
});

test("the newest 50 sessions are listed, and all are counted", async () => {
  const scenario = await seedScenario(db);
  const here = await scenario.session("alex");
  await db.insert(sessions).values(Array.from({ length: 60 }, () => ({ userId: here.userId, address: "x" })));
  const { sessions: listed, total } = await sessionsOf(here);
  expect(total).toBe(61);
  expect(listed).toHaveLength(50);
  expect(listed[0]?.id).toBe(here.id);
});

test("a session expires after 7 days", async () => {
  const scenario = await seedScenario(db);
  const [old, here] = [await scenario.session("alex"), await scenario.session("alex")];
  await db.update(sessions).set({ createdAt: sql`now() - interval '7 days'` }).where(eq(sessions.id, old.id));
  expect((await sessionsOf(here)).total).toBe(1);
  expect(await isSignedIn(old)).toBe(false);
});

const passHours = (session: Session, hours: number) =>
  db.execute(sql`
    update sessions set last_seen_at = last_seen_at - make_interval(hours => ${hours}) where id = ${session.id}`);

test("a session expires after 12 idle hours, and using it doesn't revive it", async () => {
  const scenario = await seedScenario(db);
  const session = await scenario.session("alex");
  await passHours(session, 11);
  expect(await isSignedIn(session)).toBe(true);
  await passHours(session, 1);
  await touchSession({ db, session });
  expect(await isSignedIn(session)).toBe(false);
});

test("using a session keeps it active and updates the time of its last use", async () => {
  const scenario = await seedScenario(db);
  const session = await scenario.session("alex");
  for (let time = 0; time < 3; time++) {
    await passHours(session, 8);
    await touchSession({ db, session });
  }
  const [listed] = (await sessionsOf(session)).sessions;
  expect(Date.now() - (listed?.lastSeenAt.getTime() ?? 0)).toBeLessThan(60_000);
});

test("the managing organization sets the idle timeout, and changes take effect immediately", async () => {
  const scenario = await seedScenario(db);
  const [alex, ada] = [await scenario.session("alex"), await scenario.session("ada")];
  await Promise.all([passHours(alex, 3), passHours(ada, 3)]);
  await db.execute(
    sql`update organizations set session_idle_hours = 2 where id = ${scenario.organizations.acme.id}`,
  );
  expect(await isSignedIn(alex)).toBe(false);
  expect(await isSignedIn(ada)).toBe(true);
});

test("expired sessions are removed and recorded once", async () => {
  const scenario = await seedScenario(db);
  const [idle, current] = [await scenario.session("alex"), await scenario.session("alex")];
  await endExpiredSessions({ db }); // Other tests leave expired sessions.
  await passHours(idle, 13);
  const results = await race(db, [() => endExpiredSessions({ db }), () => endExpiredSessions({ db })]);
  expect(results).toMatchObject([{ value: 1 }, { value: 0 }]);
  expect(await isSignedIn(current)).toBe(true);
  expect((await sessionsOf(current)).total).toBe(1);
  expect(await auditOf(scenario, "acme", "sessions.end")).toMatchObject([
    { subjectName: "alex", actorName: null, details: { reason: "session-expired" } },
  ]);
});

test("an expired session that another command has locked doesn't keep the others from being removed", async () => {
  const scenario = await seedScenario(db);
  await endExpiredSessions({ db }); // Other tests leave expired sessions.
  const [locked, other] = [await scenario.session("alex"), await scenario.session("sam")];
  await Promise.all([passHours(locked, 13), passHours(other, 13)]);
  await db.transaction(async (tx) => {
    await tx.execute(sql`select from sessions where id = ${locked.id} for update`);
    expect(await endExpiredSessions({ db })).toBe(1);
  });
  expect(await endExpiredSessions({ db })).toBe(1);
});

test("users can end any of their own sessions, and each end is recorded once", async () => {
  const scenario = await seedScenario(db);
  const [here, other] = [await scenario.session("alex"), await scenario.session("alex")];
  for (let time = 0; time < 2; time++) {
    await endSession({ db, session: here, sessionId: other.id, address: "192.0.2.3" });
  }
  expect(await isSignedIn(other)).toBe(false);
  expect(await isSignedIn(here)).toBe(true);
  await endSession({ db, session: here, address: "192.0.2.3" });
  expect(await isSignedIn(here)).toBe(false);
  expect(await auditOf(scenario, "acme", "sessions.end")).toMatchObject([
    { actorName: "alex", address: "192.0.2.3", details: { reason: "ended-elsewhere" } },
    { actorName: "alex", address: "192.0.2.3", details: {} },
  ]);
});

test("ending another user's session or an unknown session does nothing", async () => {
  const scenario = await seedScenario(db);
  const [alex, ada] = [await scenario.session("alex"), await scenario.session("ada")];
  for (const sessionId of [ada.id, crypto.randomUUID(), "nonsense", ""]) {
    await endSession({ db, session: alex, sessionId, address: "x" });
  }
  expect(await isSignedIn(ada)).toBe(true);
  expect(await auditOf(scenario, "acme", "sessions.end")).toEqual([]);
});

test("an ended session can't end other sessions", async () => {
  const scenario = await seedScenario(db);
  const [ended, other] = [await scenario.session("alex"), await scenario.session("alex")];
  await endSession({ db, session: ended, address: "x" });
  await endSession({ db, session: ended, sessionId: other.id, address: "x" });
  await endAllSessions({ db, session: ended, address: "x" });
  expect(await isSignedIn(other)).toBe(true);
});

test("signing out everywhere ends all sessions of the account, and no other user's", async () => {
  const scenario = await seedScenario(db);
  const own = [
    await scenario.session("alex"),
    await scenario.session("alex"),
    await scenario.session("alex"),
  ];
  const sam = await scenario.session("sam");
  await endAllSessions({ db, session: own[0] ?? sam, address: "192.0.2.3" });
  for (const session of own) expect(await isSignedIn(session)).toBe(false);
  expect(await isSignedIn(sam)).toBe(true);
  expect(await auditOf(scenario, "acme", "sessions.end")).toMatchObject([
    { actorName: "alex", details: { reason: "signed-out-everywhere" } },
  ]);
});
