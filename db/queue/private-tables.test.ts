import { version } from "graphile-worker/package.json";
import { expect, test } from "vitest";
import { showPresence } from "@/db/queue/presence";
import { GRAPHILE_WORKER_VERSION, releaseAbandonedJobs } from "@/db/queue/private-tables";
import { testDatabase } from "@/db/testing/database";
import { killWorkerOver, lockedJobs } from "@/db/testing/email-queue";
import { seedScenario } from "@/db/testing/scenario";

const { db, url } = testDatabase();

test("jobs are released seconds after their worker has ended, but not while it is running", async () => {
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

test("jobs locked a second ago stay locked, and after five minutes they are always released", async () => {
  const presence = await showPresence(url, "killed");
  await killWorkerOver(db, "1 second");
  await releaseAbandonedJobs({ db });
  expect(await lockedJobs(db)).toBe(1);
  await killWorkerOver(db, "6 minutes");
  await releaseAbandonedJobs({ db });
  expect(await lockedJobs(db)).toBe(0);
  await presence.end();
});

test("graphile-worker is the version whose private tables were checked", () => {
  expect(version, "Compare its private tables first: see db/queue/private-tables.ts.").toBe(
    GRAPHILE_WORKER_VERSION,
  );
});
