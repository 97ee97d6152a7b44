import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import pg from "pg";
import { expect, test } from "vitest";
import { enqueue } from "@/db/queue/enqueue";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";

const requestId = randomUUID();
const { db, url } = testDatabase({ requestId: () => requestId });

test("each row adds a job with the request's id, and a job replaces the waiting one with the same key", async () => {
  const enqueueBoth = enqueue(
    "send-invitation",
    { invitationId: sql`id`, round: sql`length(id)` },
    { key: sql`'invitation:' || id`, priority: 10, from: sql`unnest(array['a', 'bb']) as invited (id)` },
  );
  await db.transaction((tx) => tx.execute(enqueueBoth));
  await db.transaction((tx) => tx.execute(enqueueBoth));
  const job = { task: "send-invitation", attempts: 0, maxAttempts: 21, priority: 10, error: null };
  expect(await queuedJobs(db)).toEqual([
    { ...job, key: "invitation:a", payload: { invitationId: "a", round: 1, requestId } },
    { ...job, key: "invitation:bb", payload: { invitationId: "bb", round: 2, requestId } },
  ]);
});

test("without rows no notification is sent, which would make the commits of other transactions wait", async () => {
  const listener = new pg.Client({ connectionString: url });
  await listener.connect();
  const notified: string[] = [];
  listener.on("notification", ({ payload = "" }) => notified.push(payload));
  await listener.query(`listen "jobs:insert"`);

  const enqueueWhere = (condition: SQL) =>
    enqueue("send-account-notice", { noticeId: "x" }, { from: sql`(select) as notices where ${condition}` });
  await db.transaction((tx) => tx.execute(enqueueWhere(sql`false`)));
  await db.transaction((tx) => tx.execute(enqueueWhere(sql`true`)));
  await listener.query("select 1"); // notifications arrive before its result
  await listener.end();
  expect(notified.map((payload) => JSON.parse(payload || "{}").count)).toEqual([1]);
});
