import { randomUUID } from "node:crypto";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { createTransport } from "nodemailer";
import { startWorker, stopWorker } from "@/app/_server/worker";
import { inviteUsers } from "@/db/invitations/invite";
import { newLink } from "@/db/link";
import { invitationEmail } from "@/emails/invitation";
import { buttonColors, DEFAULT_COLOR } from "@/lib/color";
import type { ManagedProcesses } from "@/scripts/managed-processes";
import { projectRoot } from "@/scripts/paths";
import { getFreePort, isFree } from "@/scripts/ports";
import { compare, type Figure, forEachConcurrently, rateOf } from "./measure";
import { type Scenario, seedChild } from "./scenario";

const COUNT = 1000;
/** The same number as the worker has. */
const CONNECTIONS = 8;
const BASE_URL = "https://usher.example";
const FROM = "Usher <no-reply@usher.example>";

/** Emails of one worker over SMTP: rendered, sent and recorded. The floor sends the same messages with nodemailer. */
export async function benchEmails(scenario: Scenario, processes: ManagedProcesses): Promise<Figure[]> {
  const smtpUrl = await startSink(processes);
  const messages = await Promise.all(scenario.usernames.slice(0, COUNT).map(messageFor));
  const { ours, floor } = await compare(
    () => sendByWorker(scenario, smtpUrl),
    () => sendBare(smtpUrl, messages),
  );
  return [{ work: "emails of one worker", unit: "emails/s", ours, floor, wanted: { atLeast: 0.5 } }];
}

async function startSink(processes: ManagedProcesses): Promise<string> {
  const port = await getFreePort();
  processes.start({
    name: "The SMTP sink",
    command: process.execPath,
    args: ["--import", "tsx", path.join(projectRoot, "bench/smtp-sink.ts"), String(port)],
  });
  while (await isFree(port)) await pause(50);
  return `smtp://127.0.0.1:${port}`;
}

async function sendByWorker(scenario: Scenario, smtpUrl: string): Promise<number> {
  await scenario.db.execute(sql`delete from graphile_worker._private_jobs`);
  const { ctx, id, groupIds } = await seedChild(scenario);
  const usernames = scenario.usernames.slice(0, COUNT);
  await inviteUsers({ ctx, input: { usernames, groupIds: [...groupIds], requestId: randomUUID() } });
  startWorker({
    DATABASE_URL: scenario.url,
    AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
    SMTP_URL: smtpUrl,
    MAIL_FROM: FROM,
    BASE_URL,
  });
  const first = await untilSent(scenario, id, 1); // so that the worker's start doesn't count
  const rate = await rateOf(COUNT - first, () => untilSent(scenario, id, COUNT));
  await stopWorker();
  return rate;
}

async function untilSent(scenario: Scenario, organizationId: string, count: number): Promise<number> {
  for (;;) {
    const sent = await countSent(scenario, organizationId);
    if (sent >= count) return sent;
    await pause(20);
  }
}

async function countSent({ bare }: Scenario, organizationId: string): Promise<number> {
  const { rows } = await bare.query(
    "select count(*)::int as sent from invitations where organization_id = $1 and email_state = 'sent'",
    [organizationId],
  );
  return Number(rows[0]?.sent);
}

type Message = {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

async function messageFor(username: string): Promise<Message> {
  const { subject, html, text } = await invitationEmail(
    { locale: "en", timeZone: "UTC" },
    {
      organizationName: "Child",
      senderName: "Child",
      imitates: false,
      logo: null,
      button: buttonColors(DEFAULT_COLOR),
      inviter: { name: "Administrator", organization: "Child" },
      parentName: "Vendor",
      inviteeName: username,
      username,
      groups: ["Group 1", "Group 2"],
      abilities: { isAdministrator: false, permissions: ["users.view"] },
      note: null,
      noteAuthor: null,
      membershipEndsAt: null,
      timeZone: "UTC",
      expiresAt: new Date(),
      lifetimeHours: 72,
      link: `${BASE_URL}/accept/${newLink().link}`,
    },
  );
  return { to: `${username}@vendor.example`, subject, html, text };
}

async function sendBare(smtpUrl: string, messages: readonly Message[]): Promise<number> {
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: CONNECTIONS });
  const rate = await rateOf(COUNT, () =>
    forEachConcurrently(messages, CONNECTIONS, (message) => transport.sendMail({ from: FROM, ...message })),
  );
  transport.close();
  return rate;
}
