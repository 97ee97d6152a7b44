import { randomUUID } from "node:crypto";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { createMailer } from "@/app/_server/mailer";
import { startWorker, stopWorker } from "@/app/_server/worker";
import { inviteUsers } from "@/db/invitations/invite";
import type { ManagedProcesses } from "@/scripts/managed-processes";
import { projectRoot } from "@/scripts/paths";
import { getFreePort, isFree } from "@/scripts/ports";
import { type Figure, inFlight, rateOf, sideBySide } from "./measure";
import { type Scenario, seedCustomer } from "./scenario";

const COUNT = 2000;
const FROM = "Usher <no-reply@usher.example>";
const ROUNDS = 5;

/** About as long as an invitation. */
const PLAIN = {
  subject: "You are invited",
  text: "word ".repeat(300),
  html: `<p>${"word ".repeat(2000)}</p>`,
};

/** Emails of one worker over SMTP on loopback: rendered, sent and recorded. The floor only sends text of that length. */
export async function benchEmails(scenario: Scenario, processes: ManagedProcesses): Promise<Figure[]> {
  const smtpUrl = await startSink(processes);
  const { ours, floor } = await sideBySide(
    () => sendByWorker(scenario, smtpUrl),
    () => sendBare(smtpUrl),
    ROUNDS,
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
  const { ctx, id, groupIds } = await seedCustomer(scenario);
  const usernames = scenario.usernames.slice(0, COUNT);
  await inviteUsers({ ctx, input: { usernames, groupIds: [...groupIds], requestId: randomUUID() } });
  const rate = await rateOf(COUNT, async () => {
    startWorker({
      DATABASE_URL: scenario.url,
      AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
      SMTP_URL: smtpUrl,
      MAIL_FROM: FROM,
      BASE_URL: "https://usher.example",
    });
    while ((await countSent(scenario, id)) < COUNT) await pause(20);
  });
  await stopWorker();
  return rate;
}

async function countSent({ bare }: Scenario, organizationId: string): Promise<number> {
  const { rows } = await bare.query(
    "select count(*)::int as sent from invitations where organization_id = $1 and email_state = 'sent'",
    [organizationId],
  );
  return Number(rows[0]?.sent);
}

async function sendBare(smtpUrl: string): Promise<number> {
  const mailer = createMailer({ smtpUrl, from: FROM, connections: 8 });
  const rate = await rateOf(COUNT, () =>
    inFlight([...Array(COUNT).keys()], 8, (at) =>
      mailer.send({
        ...PLAIN,
        to: `person-${at}@vendor.example`,
        id: randomUUID(),
        date: new Date(),
      }),
    ),
  );
  mailer.close();
  return rate;
}
