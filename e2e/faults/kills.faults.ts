import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "@/db/client";
import { sessions } from "@/db/schema";
import { brokenInDatabase } from "@/db/testing/model/invariants";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { insertUser } from "@/db/users/insert";
import { createCookieHeader } from "@/e2e/fixtures/session-cookie";
import { callAction } from "../fixtures/server-actions";
import { invitationIn, linkIn } from "./emails";
import { type MultiProcess, startProcesses } from "./multi-process";

const PEOPLE = 2000;
const AT_ONCE = 10;
const KILLS = 12;
const CONCURRENT_EMAILS = 8; // emails that one worker sends at a time

let usher: MultiProcess;
let db: Database;
let scenario: Scenario;

beforeAll(async () => {
  usher = await startProcesses();
  process.env.BASE_URL = usher.base;
  db = createDatabase(usher.url);
  scenario = await seedScenario(db);
}, 300_000);

afterAll(async () => {
  await db?.close();
  await usher?.stop();
}, 60_000);

test("confirmed requests survive kills of any process, and every email arrives", {
  timeout: 1_200_000,
}, async () => {
  const people = await seedInvitees();
  const work = new AbortController();
  const killing = killNowAndThen(work.signal);
  const accepting = acceptWhatArrives(people, work.signal);
  await inviteAll([...people.keys()]);
  const acceptedCount = await accepting;
  work.abort();
  const kills = await killing;
  await untilQuiet();

  const [counts] = await db.execute<{
    invited: number;
    accepted: number;
    waiting: number;
    doubled: number;
  }>(sql`
    select count(*)::int as invited, count(*) filter (where status = 'accepted')::int as accepted,
      count(*) filter (where email_state <> 'sent')::int as waiting, count(*)::int - count(distinct user_id)::int as doubled
    from invitations where organization_id = ${scenario.organizations.acme.id}`);
  expect(counts).toMatchObject({ invited: PEOPLE, waiting: 0, doubled: 0 });
  expect(counts?.accepted).toBe(PEOPLE / 2);
  expect(acceptedCount).toBe(PEOPLE / 2);
  expect(await brokenInDatabase(db, [scenario.organizations.acme.id])).toEqual([]);

  const emails = countBy(usher.smtp.emails.map(invitationIn));
  expect(emails.size).toBe(PEOPLE);
  const repeats = usher.smtp.emails.length - PEOPLE;
  process.stdout.write(`${kills.join(", ")} killed; ${repeats} of ${PEOPLE} emails were repeated.\n`);
  expect(repeats).toBeLessThanOrEqual(kills.length * CONCURRENT_EMAILS);
  // Repeats have the same link, Message-ID and date, so they are byte-identical.
  expect(new Set(usher.smtp.emails.map(({ raw }) => raw)).size).toBe(PEOPLE);
});

/** Users of the parent, each with a session cookie. */
async function seedInvitees(): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  for (let index = 0; index < PEOPLE; index++) {
    const username = `person-${index}`;
    const account = { username, name: username, email: `${username}@meridian.example`, password: null };
    const userId = await insertUser(db, { organizationId: scenario.organizations.meridian.id, ...account });
    const [session] = await db
      .insert(sessions)
      .values({ userId, address: "192.0.2.1" })
      .returning({ id: sessions.id });
    cookies.set(username, await createCookieHeader({ id: session?.id ?? "", userId }, usher.secret));
  }
  return cookies;
}

async function inviteAll(usernames: string[]): Promise<void> {
  const session = await scenario.session("alex");
  const cookie = await createCookieHeader(session, usher.secret);
  const accountId = session.userId;
  const scope = { root: scenario.handle, orgId: scenario.organizations.acme.id, accountId };
  const page = `/t/${scope.root}/o/${scope.orgId}/users`;
  for (let first = 0; first < usernames.length; first += AT_ONCE) {
    const invitees = usernames.slice(first, first + AT_ONCE);
    const input = { usernames: invitees, groupIds: [], requestId: randomUUID() };
    const invited = invitees.map((username) => ({ username, outcome: "invited" }));
    // Without a response, the same request is sent again, as a user would.
    await retry(async () => {
      const { data } = await callAction("inviteUsersAction", [scope, input], {
        page,
        cookie,
        base: usher.base,
        agent: new Agent(),
      });
      return JSON.stringify(data) === JSON.stringify({ ok: true, data: invited });
    });
  }
}

/** Every second user accepts as soon as the email arrives. Returns how many joined. */
async function acceptWhatArrives(people: Map<string, string>, signal: AbortSignal): Promise<number> {
  const accepted = new Set<string>();
  for (let seen = 0; accepted.size < PEOPLE / 2 && !signal.aborted; ) {
    const email = usher.smtp.emails[seen];
    if (!email) {
      await pause(20);
      continue;
    }
    seen++;
    const username = email.to[0]?.split("@")[0] ?? "";
    const cookie = people.get(username);
    if (!cookie || accepted.has(username) || Number(username.split("-")[1]) % 2) continue;
    const link = linkIn(email);
    const led = await retry(async () => {
      const { redirect } = await callAction("acceptInvitationAction", [link], {
        page: `/accept/${link}`,
        cookie,
        base: usher.base,
        agent: new Agent(),
      });
      return redirect;
    });
    // A redirect back to the page means that an acceptance without a response had succeeded.
    if (!led.startsWith("/accept/") || (await isMember(username))) accepted.add(username);
  }
  return accepted.size;
}

async function isMember(username: string): Promise<boolean> {
  return await retry(async () => {
    const found = await db.execute<{ member: boolean }>(sql`
      select exists (
        select from memberships
        where organization_id = ${scenario.organizations.acme.id} and username = ${username}
      ) as member`);
    return found;
  }).then(([row]) => row?.member ?? false);
}

async function retry<Response>(request: () => Promise<Response>): Promise<NonNullable<Response>> {
  for (const began = Date.now(); Date.now() - began < 120_000; await pause(200)) {
    const response = await request().catch(() => null);
    if (response) return response;
  }
  throw new Error("There was no response for two minutes.");
}

async function killNowAndThen(signal: AbortSignal): Promise<string[]> {
  const killed: string[] = [];
  while (!signal.aborted && killed.length < KILLS) {
    await pause(1000 + Math.random() * 3000, undefined, { signal }).catch(() => {});
    if (signal.aborted) break;
    const victim = (["app", "worker", "postgres"] as const)[killed.length % 3] ?? "app";
    killed.push(victim);
    await usher.kill[victim]();
  }
  return killed;
}

async function untilQuiet(): Promise<void> {
  await retry(async () => {
    const [row] = await db.execute<{ jobs: number }>(
      sql`select count(*)::int as jobs from graphile_worker._private_jobs`,
    );
    return row?.jobs === 0;
  });
}

function countBy(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
