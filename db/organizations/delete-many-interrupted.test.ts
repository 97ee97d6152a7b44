import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { runBulkAction } from "@/db/bulk-actions/run";
import { createDatabase } from "@/db/client";
import { NotFound } from "@/db/errors";
import { cancelDeletion } from "@/db/organizations/cancel-deletion";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { runToTheEnd } from "@/db/testing/bulk-actions";
import { MANY, testLargeDeletion } from "@/db/testing/large-deletion";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { BATCH_SIZE } from "@/lib/bulk-actions";

const deletion = testLargeDeletion();
const { db, url, ada, globex, start, getGlobex, runningDeletion, usersLeft } = deletion;

describe("between two batches", () => {
  test("canceling keeps the remaining users and the organization disabled, to be enabled or deleted later", async () => {
    await start();
    const bulkActionId = await runningDeletion();
    await cancelDeletion({ ctx: await ada(), input: globex() });
    expect(await getGlobex()).toMatchObject({
      disabled: true,
      deletion: null,
      stoppedDeletion: {
        deleted: BATCH_SIZE,
        size: MANY,
        reason: { code: "canceled-by", name: "Ada Winter" },
      },
    });
    await runBulkAction({ db, bulkActionId });
    expect(await usersLeft()).toBe(MANY - BATCH_SIZE);
    expect(await auditOf(deletion.scenario, "meridian", "bulk-actions.stop")).toMatchObject([
      { actorName: "ada", outcome: "done", subjectName: "Globex Retail" },
    ]);
    await enableOrganization({ ctx: await ada(), input: globex() });
    expect(await getGlobex()).toMatchObject({ disabled: false, stoppedDeletion: null });
    await disableOrganization({ ctx: await ada(), input: globex() });
    await start();
    expect(await getGlobex()).toMatchObject({
      deletion: { deleted: BATCH_SIZE, size: MANY - BATCH_SIZE },
    });
    await runToTheEnd(db, await runningDeletion());
    await expect(getGlobex()).rejects.toThrow(NotFound);
  });

  test("canceling waits for the running batch, and the next batch does nothing", async () => {
    await start();
    const bulkActionId = await runningDeletion();
    const ctx = await ada();
    const results = await race(db, [
      () => runBulkAction({ db, bulkActionId }),
      () => cancelDeletion({ ctx, input: globex() }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    await runBulkAction({ db, bulkActionId });
    expect(await usersLeft()).toBe(MANY - 2 * BATCH_SIZE);
    expect(await getGlobex()).toMatchObject({ stoppedDeletion: { deleted: 2 * BATCH_SIZE } });
  });

  test("a deletion that isn't running can't be canceled", async () => {
    await expect(cancelDeletion({ ctx: await ada(), input: globex() })).rejects.toThrow(NotFound);
  });

  test.each([
    [
      "the actor loses the permission",
      { code: "starter-not-allowed" },
      () =>
        sql`delete from group_roles where organization_id = ${deletion.scenario.organizations.meridian.id}`,
    ],
    [
      "the actor's account is disabled",
      { code: "starter-gone" },
      () => sql`update users set disabled_at = now() where id = ${deletion.scenario.userId("ada")}`,
    ],
    [
      "the organization is enabled in the database",
      { code: "still-active", organization: "Globex Retail" },
      () => sql`update organizations set disabled_at = null where id = ${globex().organizationId}`,
    ],
  ])("the deletion stops when %s", async (_, reason, statement) => {
    await start();
    const bulkActionId = await runningDeletion();
    await db.execute(statement());
    await runBulkAction({ db, bulkActionId });
    expect(await usersLeft()).toBe(MANY - BATCH_SIZE);
    expect(await auditOf(deletion.scenario, "meridian", "bulk-actions.stop")).toMatchObject([
      { actorId: null, outcome: "refused", details: { reason } },
    ]);
  });
});

describe("failed and simultaneous batches", () => {
  test("a batch that fails is rolled back, and the next attempt completes it", async () => {
    await start();
    const bulkActionId = await runningDeletion();
    const failing = createDatabase(url, {
      connections: 1,
      onStatement: (statement) => {
        if (/update bulk_actions\s+set tally/.test(statement)) throw new Error("killed");
      },
    });
    await expect(runBulkAction({ db: failing, bulkActionId })).rejects.toThrow();
    await failing.close();
    expect(await usersLeft()).toBe(MANY - BATCH_SIZE);
    expect(await runToTheEnd(db, bulkActionId)).toBe(2);
    expect(await auditOf(deletion.scenario, "globex", "users.delete")).toHaveLength(MANY);
  });

  test("two workers at the same time delete each user once", async () => {
    await start();
    const bulkActionId = await runningDeletion();
    const other = createDatabase(url, { connections: 2 });
    const results = await race(db, [
      () => runToTheEnd(db, bulkActionId),
      () => runToTheEnd(other, bulkActionId),
    ]);
    await other.close();
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await auditOf(deletion.scenario, "globex", "users.delete")).toHaveLength(MANY);
    expect(await auditOf(deletion.scenario, "meridian", "organizations.delete")).toHaveLength(1);
  });

  test("the next batch is queued once", async () => {
    await start();
    const jobs = await db.execute(sql`
      select from graphile_worker.jobs where key = 'bulk_action:' || ${await runningDeletion()}`);
    expect(jobs).toHaveLength(1);
  });
});
