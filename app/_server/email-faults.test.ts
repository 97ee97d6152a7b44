import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listInvitations } from "@/db/invitations/list";
import type { InvitationRow } from "@/db/invitations/types";
import type { Page } from "@/db/lists/page";
import { seedMany } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { emptyQueue } from "@/db/testing/email-queue";
import { roundsOf } from "@/db/testing/rounds";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import type { EmailError } from "@/lib/email-errors";
import { log } from "./log";
import { smtpReply, startSmtp } from "./testing/smtp";
import { startTcpProxy } from "./testing/tcp-proxy";
import { startWorker, stopWorker } from "./worker";

log.level = "silent";
const { db, url } = testDatabase();
const PEOPLE = roundsOf(12);
const WAIT = { timeout: 15_000 + PEOPLE * 300, interval: 50 };

/** How the mail server responds to a recipient, and how long it takes for an email. */
let refuse: (address: string) => Error | null;
let slowness: number;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let way: Awaited<ReturnType<typeof startTcpProxy>>;
let scenario: Scenario;
let people: string[];

beforeEach(async () => {
  refuse = () => null;
  slowness = 0;
  smtp = await startSmtp({
    onRcptTo: ({ address }, _session, done) => setTimeout(() => done(refuse(address)), slowness),
  });
  way = await startTcpProxy({ host: "127.0.0.1", port: smtp.port });
  scenario = await seedScenario(db);
  people = await seedMany(scenario, "meridian", PEOPLE);
  startWorker({
    DATABASE_URL: url,
    AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
    SMTP_URL: `smtp://127.0.0.1:${way.port}`,
    MAIL_FROM: "Usher <no-reply@usher.example>",
    BASE_URL: "https://usher.example",
  });
});

afterEach(async () => {
  await stopWorker();
  await way.stop();
  await smtp.close();
  await emptyQueue(db);
});

describe("mail server faults", () => {
  it("away for minutes: the list says why emails wait, and each arrives once when it is back", async () => {
    await way.refuse();
    await scenario.invite("alex", "acme", people);
    await untilAll({ state: "waiting", error: { code: "server-unreachable" } });
    await letMinutesPass();
    await untilAll({ state: "waiting", error: { code: "server-unreachable" } });
    await way.pass();
    await letMinutesPass();
    await untilAll({ state: "sent", error: null });
    expectOnceEach(people);
  });

  it("away: the log has one line for each try, with the reason, what to do and no stack trace", async () => {
    const lines: unknown[] = [];
    for (const level of ["warn", "error"] as const)
      vi.spyOn(log, level).mockImplementation((...line: unknown[]) => void lines.push(line));
    await way.refuse();
    await scenario.invite("alex", "acme", people.slice(0, 1));
    await vi.waitFor(() => expect(lines.length).toBeGreaterThan(2), WAIT);
    vi.restoreAllMocks();
    const error = expect.stringMatching(/^connect ECONNREFUSED 127/);
    const advice = expect.stringContaining("SMTP_URL");
    const line = (attempt: number) => [
      { error, advice, invitationId: expect.any(String), attempt, final: false },
      "An email was not sent",
    ];
    expect(lines.slice(0, 3)).toEqual([1, 2, 3].map(line));
  });

  it("slow: emails count as sent only once they are, and each arrives once", async () => {
    slowness = 150;
    await scenario.invite("alex", "acme", people);
    await vi.waitFor(async () => {
      const sent = (await emails())
        .filter(({ delivery }) => delivery.state === "sent")
        .map(({ username }) => username);
      expect(arrivedAt()).toEqual(expect.arrayContaining(sent));
      expect(sent).toHaveLength(PEOPLE);
    }, WAIT);
    expectOnceEach(people);
  });

  it("first 4xx, then 2xx, as with greylisting: the list says so, and all arrive", async () => {
    const seen = new Set<string>();
    refuse = (address) => {
      if (seen.has(address)) return null;
      seen.add(address);
      return smtpReply(451, "4.7.1 Greylisted");
    };
    await scenario.invite("alex", "acme", people);
    await vi.waitFor(() => expect(seen.size).toBe(PEOPLE), WAIT);
    await vi.waitFor(async () => {
      for (const { delivery } of await emails())
        expect([null, { code: "rejected-for-now", reply: expect.stringMatching(/^451/) }]).toContainEqual(
          delivery.error,
        );
      await letMinutesPass();
      expect(arrivedAt()).toHaveLength(PEOPLE);
    }, WAIT);
    await untilAll({ state: "sent", error: null });
    expectOnceEach(people);
  });

  it("5xx for one address: its email failed with the reason, and all others arrive", async () => {
    const [unlucky = "", ...others] = people;
    const logged = vi.spyOn(log, "info");
    refuse = (address) => (address.startsWith(`${unlucky}@`) ? smtpReply(550, "5.1.1 No such user") : null);
    await scenario.invite("alex", "acme", people);
    await vi.waitFor(async () => {
      const byName = new Map((await emails()).map(({ username, delivery }) => [username, delivery]));
      expect(byName.get(unlucky)).toEqual({
        state: "failed",
        error: { code: "rejected", reply: "550 5.1.1 No such user" },
      });
      for (const other of others) expect(byName.get(other)).toEqual({ state: "sent", error: null });
    }, WAIT);
    expectOnceEach(others);
    const outcomes = logged.mock.calls.map(([fields]) => Object(fields).outcome);
    logged.mockRestore();
    expect(outcomes.filter((outcome) => outcome === "gave-up")).toHaveLength(1);
  });

  it("closing during a message: the list says so, and each arrives once afterwards", async () => {
    way.cutAfter(600);
    await scenario.invite("alex", "acme", people);
    await untilAll({ state: "waiting", error: { code: "server-unreachable" } });
    expect(smtp.emails).toEqual([]);
    await way.pass();
    await letMinutesPass();
    await untilAll({ state: "sent", error: null });
    expectOnceEach(people);
  });
});

async function untilAll(email: { state: string; error: EmailError | null }) {
  await vi.waitFor(async () => {
    const shown = await emails();
    expect(shown).toHaveLength(PEOPLE);
    for (const row of shown) expect(row.delivery).toEqual(email);
  }, WAIT);
}

/** What the list shows, page after page. */
async function emails(): Promise<InvitationRow[]> {
  const ctx = await scenario.contextOf("alex", "acme");
  const input = { search: "", sort: "username", descending: false, filter: "all", before: null } as const;
  const rows: InvitationRow[] = [];
  for (let after: string | null = null; ; ) {
    const page: Page<InvitationRow> = await listInvitations({
      ctx,
      input: { ...input, after },
      now: new Date(),
    });
    rows.push(...page.rows);
    after = page.next;
    if (!after) return rows;
  }
}

/** Ends the queue's pauses between attempts. */
async function letMinutesPass(): Promise<void> {
  await db.execute(sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null`);
  await db.execute(sql`select pg_notify('jobs:insert', '{"count":8}')`);
}

function arrivedAt(): string[] {
  return smtp.emails.flatMap(({ to }) => to.map((address) => address.replace(/@.*/, "")));
}

function expectOnceEach(usernames: readonly string[]) {
  expect(arrivedAt().toSorted()).toEqual(usernames.toSorted());
}
