import { type SQL, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { lockRights, organizationRights } from "@/db/access/rights-lock";
import { createGroup } from "@/db/groups/create";
import { acceptInvitation } from "@/db/invitations/accept";
import { requestNewLink } from "@/db/invitations/request-new-link";
import { setPassword } from "@/db/passwords/set";
import type { RequestContext } from "@/db/request-context";
import { touchSession } from "@/db/sessions/session";
import { testDatabase } from "@/db/testing/database";
import { sentLink } from "@/db/testing/passwords";
import { letTimePass } from "@/db/testing/queries";
import { waitUntilBlocked } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { attemptSignIn, PASSWORD, seedScenarioWithPasswords } from "@/db/testing/sign-in";
import { type Changer, MAX_WAITING, Turns } from "./turns";
import { Unavailable } from "./unavailable";

const { db } = testDatabase();

/** More than the test database has connections. */
const COUNT = 30;

test("an account whose changes wait for locks leaves connections to everybody else", async () => {
  const scenario = await seedScenario(db);
  const [alex, hank] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("hank", "globex")];
  const waiting = await db.transaction(async (tx) => {
    await lockRights(tx, { revoked: [organizationRights(alex.organization.id)] });
    const changes = Array.from({ length: COUNT }, (_, index) => newGroup(alex, `Group ${index}`));
    await waitUntilBlocked(db, 4);
    await newGroup(hank, "Elsewhere");
    expect(await countBlocked()).toBe(4);
    return changes;
  });
  await Promise.all(waiting);
});

test("an invitee whose responses wait for locks leaves connections to everybody else", async () => {
  const scenario = await seedScenario(db);
  const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const hank = await scenario.contextOf("hank", "globex");
  const waiting = await db.transaction(async (tx) => {
    await lockRights(tx, { revoked: [organizationRights(scenario.organizations.acme.id)] });
    const results = Promise.allSettled(Array.from({ length: COUNT }, () => acceptInvitation(response)));
    await waitUntilBlocked(db);
    await newGroup(hank, "Elsewhere");
    return { results };
  });
  const accepted = (await waiting.results).filter(({ status }) => status === "fulfilled");
  expect(accepted).toHaveLength(1);
});

test.each<[string, (scenario: Scenario) => Promise<{ row: SQL; writes: () => readonly Promise<unknown>[] }>]>(
  [
    [
      "requests for a new link",
      async (scenario) => {
        const { link, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
        await letTimePass(scenario, "acme", "73 hours");
        const write = () => requestNewLink({ db, session: null, link, address: "192.0.2.9" });
        const row = sql`select from invitations where id = ${invitationId} for update`;
        return { row, writes: () => Array.from({ length: COUNT }, write) };
      },
    ],
    [
      "sign-ins",
      async (scenario) => {
        const write = (_: unknown, at: number) =>
          attemptSignIn(scenario, "meridian", "grace", PASSWORD, `198.51.100.${at}`);
        const row = sql`select from users where id = ${scenario.userId("grace")} for update`;
        return { row, writes: () => Array.from({ length: COUNT }, write) };
      },
    ],
    [
      "new passwords",
      async (scenario) => {
        const { use } = await sentLink(scenario, "grace");
        const row = sql`select from users where id = ${scenario.userId("grace")} for update`;
        return { row, writes: () => Array.from({ length: 20 }, () => setPassword(use)) };
      },
    ],
  ],
)("%s that wait for locks leave connections to everybody else", async (_, prepare) => {
  const scenario = await seedScenarioWithPasswords(db);
  const hank = await scenario.contextOf("hank", "globex");
  const { row, writes } = await prepare(scenario);
  const waiting = await db.transaction(async (tx) => {
    await tx.execute(row);
    const ended = Promise.allSettled(writes());
    await waitUntilBlocked(db, 4);
    await newGroup(hank, "Elsewhere");
    expect(await countBlocked()).toBe(4);
    return { ended };
  });
  await waiting.ended;
});

test("tries to sign in from one network that wait for locks leave connections to everybody else", async () => {
  const scenario = await seedScenarioWithPasswords(db);
  const hank = await scenario.contextOf("hank", "globex");
  const waiting = await db.transaction(async (tx) => {
    await tx.execute(sql`lock table rate_limits in share mode`);
    const ended = Promise.allSettled(
      Array.from({ length: COUNT }, () => attemptSignIn(scenario, "meridian", "grace", "wrong")),
    );
    await waitUntilBlocked(db, 4);
    await hank.db.execute(sql`select 1`);
    expect(await countBlocked()).toBe(4);
    return { ended };
  });
  await waiting.ended;
});

test("noting that a session is used doesn't wait for locks", async () => {
  const scenario = await seedScenario(db);
  const session = await scenario.session("grace");
  await db.execute(
    sql`update sessions set last_seen_at = now() - interval '1 hour' where id = ${session.id}`,
  );
  await db.transaction(async (tx) => {
    await tx.execute(sql`select from sessions where id = ${session.id} for update`);
    await touchSession({ db, session });
  });
});

test("an account, a top-level organization and all together can each use only a part of the connections", async () => {
  const turns = new Turns(10);
  const one = start(turns, Array(5).fill({ accountId: "one", topLevelOrganizationId: "acme" }));
  expect(await one.begun()).toBe(2);
  const more = start(
    turns,
    ["two", "three", "four", "five"].map((accountId) => ({ accountId, topLevelOrganizationId: "acme" })),
  );
  expect((await one.begun()) + (await more.begun())).toBe(5);
  const others = start(
    turns,
    ["six", "seven", "eight", "nine"].map((accountId) => ({ accountId })),
  );
  expect(await others.begun()).toBe(3);
  for (const changes of [one, more, others]) changes.end();
  for (const { all } of [one, more, others]) await all;
  expect([await one.begun(), await more.begun(), await others.begun()]).toEqual([5, 4, 4]);
});

test("changes have their turns in the order in which they came, also after one that failed", async () => {
  const turns = new Turns(1);
  const order: number[] = [];
  const changes = [1, 2, 3].map((number) =>
    turns.take({ accountId: "one" }, async () => {
      order.push(number);
      if (number === 1) throw new Error("failed");
    }),
  );
  expect((await Promise.allSettled(changes)).map(({ status }) => status)).toEqual([
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
  expect(order).toEqual([1, 2, 3]);
});

test("an account for which too many changes are waiting has to try again, and others don't", async () => {
  const turns = new Turns(5);
  const running = start(turns, Array(1 + MAX_WAITING).fill({ accountId: "one" }));
  await expect(turns.take({ accountId: "one" }, async () => {})).rejects.toThrow(Unavailable);
  await turns.take({ accountId: "two" }, async () => {});
  running.end();
  await running.all;
});

/** Starts changes that run until `end`. */
function start(turns: Turns, changers: readonly Changer[]) {
  let begun = 0;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = () => {
    begun++;
    return ended;
  };
  const all = Promise.all(changers.map((changer) => turns.take(changer, run)));
  const afterMicrotasks = () => new Promise<void>((resolve) => void setImmediate(resolve));
  return { all, end, begun: () => afterMicrotasks().then(() => begun) };
}

async function countBlocked(): Promise<number | undefined> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return row?.count;
}

function newGroup(ctx: RequestContext, name: string): Promise<unknown> {
  return createGroup({ ctx, input: { name, description: "", roleIds: [] } });
}
