import { Agent } from "node:http";
import { startSmtp } from "@/app/_server/testing/smtp";
import { createDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { seedMany } from "@/db/testing/bulk-actions";
import { queuedJobs } from "@/db/testing/email-queue";
import { seedScenario } from "@/db/testing/scenario";
import { send } from "@/e2e/fixtures/http";
import { startSecondApp } from "@/e2e/fixtures/second-app";
import { expect, test } from "@/e2e/fixtures/test";
import { dropDatabase, recreateDatabase, withDatabase } from "@/scripts/postgres-server";

const CONCURRENT_EMAILS = 8;

test("after SIGTERM, emails that a slow mail server is taking are sent exactly once", async () => {
  const server = process.env.DATABASE_URL ?? "";
  const url = withDatabase(server, "shutdown");
  await recreateDatabase(server, "shutdown");
  await migrate(url);
  const db = createDatabase(url);
  const waiting: (() => void)[] = [];
  const smtp = await startSmtp({ onRcptTo: (_address, _session, done) => void waiting.push(done) });
  try {
    const scenario = await seedScenario(db);
    await scenario.invite("alex", "acme", await seedMany(scenario, "meridian", CONCURRENT_EMAILS));
    const app = await startSecondApp({ DATABASE_URL: url, SMTP_URL: smtp.url, WORKER: "inside" });
    await expect.poll(() => waiting.length).toBe(CONCURRENT_EMAILS);
    const stopped = app.stop();
    await expect.poll(() => isListening(app.base)).toBe(false);
    for (const respond of waiting) respond();
    await stopped;
    expect(smtp.emails).toHaveLength(CONCURRENT_EMAILS);
    const jobs = await queuedJobs(db); // may have those that run every minute
    expect(jobs.filter(({ task }) => task === "send-invitation")).toEqual([]);
    expect(new Set(smtp.emails.flatMap(({ to }) => to)).size).toBe(CONCURRENT_EMAILS);
  } finally {
    await db.close();
    await smtp.close();
    await dropDatabase(server, "shutdown");
  }
});

/** On a new connection, because those that are open still get responses. */
async function isListening(base: string): Promise<boolean> {
  return await send("/api/health/live", { base, agent: new Agent() }).then(
    () => true,
    () => false,
  );
}
