import { startSmtp } from "@/app/_server/testing/smtp";
import { createDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { seedMany } from "@/db/testing/bulk-actions";
import { queuedJobs } from "@/db/testing/email-queue";
import { seedScenario } from "@/db/testing/scenario";
import { startSecondApp } from "@/e2e/fixtures/second-app";
import { expect, test } from "@/e2e/fixtures/test";
import { dropDatabase, recreateDatabase, withDatabase } from "@/scripts/postgres-server";

const CONCURRENT_EMAILS = 8;
const REPLY_DELAY = 15_000; // milliseconds that the mail server takes for each email

test("after SIGTERM, emails that a slow mail server is taking are sent exactly once", async () => {
  test.setTimeout(120_000);
  const server = process.env.DATABASE_URL ?? "";
  const url = withDatabase(server, "shutdown");
  await recreateDatabase(server, "shutdown");
  await migrate(url);
  const db = createDatabase(url);
  let begun = 0;
  const smtp = await startSmtp({
    onRcptTo: (_address, _session, done) => {
      begun++;
      setTimeout(done, REPLY_DELAY);
    },
  });
  try {
    const scenario = await seedScenario(db);
    await scenario.invite("alex", "acme", await seedMany(scenario, "meridian", CONCURRENT_EMAILS));
    const env = { DATABASE_URL: url, SMTP_URL: smtp.url, WORKER: "inside" };
    const app = await startSecondApp(env);
    await expect.poll(() => begun).toBe(CONCURRENT_EMAILS);
    await app.stop();
    expect(smtp.mails).toHaveLength(CONCURRENT_EMAILS);
    expect(await queuedJobs(db)).toEqual([]);
    expect(new Set(smtp.mails.flatMap(({ to }) => to)).size).toBe(CONCURRENT_EMAILS);
  } finally {
    await db.close();
    await smtp.close();
    await dropDatabase(server, "shutdown");
  }
});
