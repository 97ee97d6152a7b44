import { afterEach, beforeEach, vi } from "vitest";
import { log } from "@/app/_server/log";
import { startSmtp } from "@/app/_server/testing/smtp";
import { startWorker, stopWorker } from "@/app/_server/worker";
import { testDatabase } from "@/db/testing/database";
import { emptyQueue, queuedJobs } from "@/db/testing/email-queue";

/** Runs the worker on the file's own database and stops it after each test, each with a mail server and an empty queue. */
export function testWorker() {
  log.level = "silent";
  const { db, url } = testDatabase();
  const rejections = new Map<string, Error>();
  let smtp: Awaited<ReturnType<typeof startSmtp>>;

  beforeEach(async () => {
    rejections.clear();
    smtp = await startSmtp({
      onRcptTo: ({ address }, _session, done) => done(rejections.get(address) ?? null),
    });
  });

  afterEach(async () => {
    await stopWorker();
    await smtp.close();
    await emptyQueue(db);
  });

  return {
    db,
    /** The mail server's replies to recipients that it rejects, by address. */
    rejections,
    /** The mail server accepts this many emails without confirming them. */
    loseReplies: (count: number) => smtp.loseReplies(count),
    /** The emails that the mail server has accepted. */
    get emails() {
      return smtp.emails;
    },
    start(settings: { readonly MAIL_FROM?: string } = {}) {
      startWorker({
        DATABASE_URL: url,
        AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
        SMTP_URL: smtp.url,
        MAIL_FROM: "Usher <no-reply@usher.example>",
        BASE_URL: "https://usher.example",
        ...settings,
      });
    },
    /** Waits until the queue is empty. */
    async untilIdle() {
      await vi.waitUntil(async () => (await queuedJobs(db)).length === 0, { timeout: 10_000 });
    },
  };
}
