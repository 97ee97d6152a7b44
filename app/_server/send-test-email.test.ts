import { eq, sql } from "drizzle-orm";
import type { SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { measurements, type PoolState } from "@/lib/measurements";
import { log } from "./log";
import { sendTestEmail } from "./send-test-email";
import { smtpReply, startSmtp } from "./testing/smtp";

log.level = "silent";
const { db } = testDatabase();
const TO = "alex@acme-travel.example";

let scenario: Scenario;
let servers: Awaited<ReturnType<typeof startSmtp>>[];

beforeEach(async () => {
  scenario = await seedScenario(db);
  servers = [];
});

afterEach(async () => {
  vi.restoreAllMocks();
  for (const server of servers) await server.close();
});

test("a test email looks like an invitation of the organization, and its link leads to the settings", async () => {
  const { id } = scenario.organizations.acme;
  await db
    .update(organizations)
    .set({ senderName: "Acme Service", color: "#b45309" })
    .where(eq(organizations.id, id));
  const smtp = await start();
  expect(await send(smtp.url)).toBe(TO);
  expect(smtp.emails).toHaveLength(1);
  const [email] = smtp.emails;
  expect(email?.to).toEqual([TO]);
  expect(email?.headers.get("subject")).toBe("Test: Alex Morgan invited you to join Acme Travel");
  expect(email?.headers.get("from")).toBe("Acme Service <no-reply@usher.example>");
  const body = email?.body.replaceAll(/=\r\n/g, "") ?? "";
  expect(body).toContain("background-color:#b45309");
  expect(body).toContain(`/o/${id}/settings`);
  expect(body).not.toContain("/accept/");
});

test.each<[string, Partial<SMTPServerOptions>, string]>([
  [
    "the recipient",
    { onRcptTo: (_to, _session, done) => done(smtpReply(550, "5.1.1 No such user")) },
    "550 5.1.1 No such user",
  ],
  [
    "the recipient for now",
    { onRcptTo: (_to, _session, done) => done(smtpReply(450, "4.2.1 Later")) },
    "450 4.2.1 Later",
  ],
  [
    "the sender",
    { onMailFrom: (_from, _session, done) => done(smtpReply(553, "5.7.1 Not you")) },
    "553 5.7.1 Not you",
  ],
  [
    "the email",
    { onData: (data, _session, done) => data.resume().on("end", () => done(smtpReply(554, "Spam"))) },
    "554 Spam",
  ],
  ["the connection", { onConnect: (_session, done) => done(smtpReply(554, "Go away")) }, "554 Go away"],
  [
    "the password, and quotes it",
    { onAuth: ({ password }, _session, done) => done(smtpReply(535, `5.7.8 Not ${password}`)) },
    "535 5.7.8 Not [redacted]",
  ],
])("the mail server's reply is shown when it refuses %s", async (_, options, reply) => {
  const smtp = await start(options);
  const url = options.onAuth ? smtp.url.replace("//", "//usher:pass%2Fword@") : smtp.url;
  await expect(send(url)).rejects.toMatchObject({
    kind: "conflict",
    reason: { code: "mail-server-refused", reply },
  });
  await expect(send(url)).rejects.toThrow(`The mail server refused the test email: ${reply}`);
});

test("the mail server's reply is shown in one short line without control characters", async () => {
  const smtp = await start({
    onRcptTo: (_to, _session, done) => done(smtpReply(550, `a\u0007\u202e\tb ${"long ".repeat(100)}`)),
  });
  const refused = await send(smtp.url).catch((error: unknown) => error);
  expect(refused).toMatchObject({ reason: { reply: expect.stringMatching(/^550 a b (?:long ?){30,40}/) } });
  expect(refused).toHaveProperty("reason.reply.length", 200);
});

test("a mail server that can't be reached is reported with the reason, and the log says what to do", async () => {
  const warned = vi.spyOn(log, "warn");
  const smtp = await start();
  await smtp.close();
  const reason = { code: "mail-server-unreachable", reason: "ECONNREFUSED" };
  await expect(send(smtp.url)).rejects.toMatchObject({ kind: "conflict", reason });
  expect(warned.mock.calls).toEqual([
    [
      {
        organizationId: scenario.organizations.acme.id,
        userId: scenario.userId("alex"),
        error: expect.stringMatching(/^connect ECONNREFUSED/),
        advice: expect.stringContaining("SMTP_URL"),
      },
      "A test email was not sent",
    ],
  ]);
  await expect(send("smtp://mail.invalid")).rejects.toMatchObject({ reason: { reason: "ENOTFOUND" } });
});

test("sending stops if the mail server doesn't respond in time, and uses no database connection meanwhile", async () => {
  let reached: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const smtp = await start({ onMailFrom: () => reached() });
  const sending = expect(send(smtp.url, 2_000)).rejects.toMatchObject({
    reason: { code: "mail-server-unreachable", reason: "ETIMEDOUT" },
  });
  await asked;
  const pools: PoolState[] = [];
  measurements.pools.publish((pool) => pools.push(pool));
  expect(pools.length).toBeGreaterThan(0);
  for (const { total, idle, waiting } of pools)
    expect({ busy: total - idle, waiting }).toEqual({ busy: 0, waiting: 0 });
  expect(await openTransactions()).toBe(0);
  await sending;
});

test("test emails that weren't sent count, and are in the audit log", async () => {
  const smtp = await start({ onRcptTo: (_to, _session, done) => done(smtpReply(550, "No")) });
  for (let time = 0; time < 10; time++) await expect(send(smtp.url)).rejects.toThrow("550 No");
  await expect(send(smtp.url)).rejects.toThrow(/^You can send 10 test emails an hour\./);
  expect(await auditOf(scenario, "acme", "settings.test")).toHaveLength(10);
});

async function start(options: Partial<SMTPServerOptions> = {}) {
  const smtp = await startSmtp(options);
  servers.push(smtp);
  return smtp;
}

async function send(smtpUrl: string, patience?: number): Promise<string> {
  const ctx = await scenario.contextOf("alex", "acme");
  const env = {
    SMTP_URL: smtpUrl,
    MAIL_FROM: "Usher <no-reply@usher.example>",
    BASE_URL: "https://usher.example",
  };
  return await sendTestEmail({ ctx }, env, patience);
}

async function openTransactions(): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`);
  return row?.count ?? -1;
}
