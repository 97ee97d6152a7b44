import { expect, test } from "vitest";
import { showPresence } from "@/db/queue/presence";
import { releaseAbandonedJobs } from "@/db/queue/release-abandoned";
import { testDatabase } from "@/db/testing/database";
import { killWorkerOver, lockedJobs } from "@/db/testing/email-queue";
import { seedScenario } from "@/db/testing/scenario";

const { db, url } = testDatabase();

test("jobs come back seconds after their worker is gone, and stay with one that lives", async () => {
  const scenario = await seedScenario(db);
  await scenario.invite("alex", "acme", ["grace"]);
  const presence = await showPresence(url, "killed");
  await killWorkerOver(db, "10 seconds");
  await releaseAbandonedJobs({ db });
  expect(await lockedJobs(db)).toBe(1);
  await presence.end();
  await releaseAbandonedJobs({ db });
  expect(await lockedJobs(db)).toBe(0);
});

test("jobs that a worker has only just taken stay with it, and after five minutes they come back in any case", async () => {
  const presence = await showPresence(url, "killed");
  await killWorkerOver(db, "1 second");
  await releaseAbandonedJobs({ db });
  expect(await lockedJobs(db)).toBe(1);
  await killWorkerOver(db, "6 minutes");
  await releaseAbandonedJobs({ db });
  expect(await lockedJobs(db)).toBe(0);
  await presence.end();
});
