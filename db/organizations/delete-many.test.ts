import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { runBulkAction } from "@/db/bulk-actions/run";
import { createDatabase } from "@/db/client";
import { NotFound } from "@/db/errors";
import { cancelDeletion } from "@/db/organizations/cancel-deletion";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { getChildOrganization } from "@/db/organizations/get";
import { listOrganizations } from "@/db/organizations/list";
import { renameOrganization } from "@/db/organizations/rename";
import { runToTheEnd } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race, waitUntilBlocked } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";
import { BATCH_SIZE } from "@/lib/bulk-actions";

const { db, url } = testDatabase();
const MANY = BATCH_SIZE * 2 + 200;
let scenario: Scenario;

beforeEach(async () => {
  scenario = await seedScenario(db);
  await seedAccounts(db, scenario.organizations.globex.id, MANY - 1); // and hank
  await disableOrganization({ ctx: await ada(), input: globex() });
});

const ada = () => scenario.contextOf("ada", "meridian");
const globex = () => ({ organizationId: scenario.organizations.globex.id });
const start = async () =>
  deleteOrganization({ ctx: await ada(), input: { ...globex(), name: "Globex Retail" } });
const shown = async () => getChildOrganization({ ctx: await ada(), id: globex().organizationId });

async function runningDeletion(): Promise<string> {
  const [bulkAction] = await db.execute<{ id: string }>(sql`
    select id from bulk_actions where target_organization_id = ${globex().organizationId} and state = 'running'`);
  return bulkAction?.id ?? "none";
}

async function usersLeft(): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from users where managing_organization_id = ${globex().organizationId}`);
  return row?.count ?? 0;
}

describe("an organization with thousands of users", () => {
  test("goes in parts, each shows its progress, and the audit log keeps every user and the whole", async () => {
    expect(await start()).toEqual({ gone: false });
    expect(await shown()).toMatchObject({ deletion: { deleted: BATCH_SIZE, size: MANY } });
    const bulkActionId = await runningDeletion();
    await runBulkAction({ db, bulkActionId });
    const { rows } = await listOrganizations({ ctx: await ada(), input: BY_NAME });
    expect(rows.find(({ name }) => name === "Globex Retail")).toMatchObject({
      deletion: { deleted: 2 * BATCH_SIZE, size: MANY },
    });
    await runBulkAction({ db, bulkActionId });
    await expect(shown()).rejects.toThrow(NotFound);
    expect(await auditOf(scenario, "globex", "users.delete")).toHaveLength(MANY);
    expect(await auditOf(scenario, "globex", "memberships.end")).toHaveLength(MANY);
    expect(await auditOf(scenario, "meridian", "bulk-actions.start")).toMatchObject([
      { actorName: "ada", subjectName: "Globex Retail" },
    ]);
    expect(await auditOf(scenario, "meridian", "organizations.delete")).toMatchObject([
      { actorName: "ada", subjectName: "Globex Retail", details: { accounts: MANY, invitedUsers: 0 } },
    ]);
  });

  test("can't be enabled while it is being deleted", async () => {
    await start();
    await expect(enableOrganization({ ctx: await ada(), input: globex() })).rejects.toThrow(
      "Globex Retail is being deleted. Cancel the deletion first.",
    );
  });

  test("is deleted once, whoever presses the button again or at the same time", async () => {
    expect(await race(db, [start, start])).toMatchObject([
      { value: { gone: false } },
      { value: { gone: false } },
    ]);
    expect(await start()).toEqual({ gone: false });
    expect(await auditOf(scenario, "meridian", "bulk-actions.start")).toHaveLength(1);
    expect(await usersLeft()).toBe(MANY - BATCH_SIZE);
  });

  test("makes nobody wait in other organizations while a part is under way", async () => {
    await start();
    const bulkActionId = await runningDeletion();
    const part = await db.transaction(async (tx) => {
      // A part waits for these users, with all its locks taken.
      await tx.execute(sql`
        select from memberships where organization_id = ${globex().organizationId} for update`);
      const part = runBulkAction({ db, bulkActionId });
      await waitUntilBlocked(db);
      const input = { organizationId: scenario.organizations.acme.id, name: "Acme" };
      await renameOrganization({ ctx: await ada(), input });
      expect(await scenario.invite("alex", "acme", ["grace"])).toMatchObject([{ outcome: "invited" }]);
      expect(await shown()).toMatchObject({ deletion: { deleted: BATCH_SIZE } });
      return [part];
    });
    await Promise.all(part);
    expect(await usersLeft()).toBe(MANY - 2 * BATCH_SIZE);
  });
});

describe("between two parts", () => {
  test("it can be canceled: the rest stays, disabled, says so, and can be enabled or deleted later", async () => {
    await start();
    const bulkActionId = await runningDeletion();
    await cancelDeletion({ ctx: await ada(), input: globex() });
    expect(await shown()).toMatchObject({
      disabled: true,
      deletion: null,
      stoppedDeletion: { deleted: BATCH_SIZE, size: MANY, reason: "ada of meridian canceled it." },
    });
    await runBulkAction({ db, bulkActionId });
    expect(await usersLeft()).toBe(MANY - BATCH_SIZE);
    expect(await auditOf(scenario, "meridian", "bulk-actions.stop")).toMatchObject([
      { actorName: "ada", outcome: "done", subjectName: "Globex Retail" },
    ]);
    await enableOrganization({ ctx: await ada(), input: globex() });
    expect(await shown()).toMatchObject({ disabled: false, stoppedDeletion: null });
    await disableOrganization({ ctx: await ada(), input: globex() });
    await start();
    expect(await shown()).toMatchObject({
      deletion: { deleted: BATCH_SIZE, size: MANY - BATCH_SIZE },
    });
    await runToTheEnd(db, await runningDeletion());
    await expect(shown()).rejects.toThrow(NotFound);
  });

  test("canceling waits for the part under way, and the one after it does nothing", async () => {
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
    expect(await shown()).toMatchObject({ stoppedDeletion: { deleted: 2 * BATCH_SIZE } });
  });

  test("nothing is canceled where nothing is being deleted", async () => {
    await expect(cancelDeletion({ ctx: await ada(), input: globex() })).rejects.toThrow(NotFound);
  });

  test.each([
    [
      "the right is lost",
      "Whoever started it may no longer do this here.",
      () => sql`delete from group_roles where organization_id = ${scenario.organizations.meridian.id}`,
    ],
    [
      "the account is disabled",
      "The account of whoever started it is disabled or gone.",
      () => sql`update users set disabled_at = now() where id = ${scenario.userId("ada")}`,
    ],
    [
      "the organization is enabled by hand",
      "Globex Retail is active. Disable it first.",
      () => sql`update organizations set disabled_at = null where id = ${globex().organizationId}`,
    ],
  ])("it stops when %s", async (_, reason, statement) => {
    await start();
    const bulkActionId = await runningDeletion();
    await db.execute(statement());
    await runBulkAction({ db, bulkActionId });
    expect(await usersLeft()).toBe(MANY - BATCH_SIZE);
    expect(await auditOf(scenario, "meridian", "bulk-actions.stop")).toMatchObject([
      { actorId: null, outcome: "refused", details: { reason } },
    ]);
  });
});

describe("whatever dies on the way", () => {
  test("a part that breaks off leaves nothing half done, and the next try does it", async () => {
    await start();
    const bulkActionId = await runningDeletion();
    const dying = createDatabase(url, {
      connections: 1,
      onStatement: (statement) => {
        if (/update bulk_actions\s+set tally/.test(statement)) throw new Error("killed");
      },
    });
    await expect(runBulkAction({ db: dying, bulkActionId })).rejects.toThrow();
    await dying.close();
    expect(await usersLeft()).toBe(MANY - BATCH_SIZE);
    expect(await runToTheEnd(db, bulkActionId)).toBe(2);
    expect(await auditOf(scenario, "globex", "users.delete")).toHaveLength(MANY);
  });

  test("two workers at once delete each user once", async () => {
    await start();
    const bulkActionId = await runningDeletion();
    const other = createDatabase(url, { connections: 2 });
    const results = await race(db, [
      () => runToTheEnd(db, bulkActionId),
      () => runToTheEnd(other, bulkActionId),
    ]);
    await other.close();
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await auditOf(scenario, "globex", "users.delete")).toHaveLength(MANY);
    expect(await auditOf(scenario, "meridian", "organizations.delete")).toHaveLength(1);
  });

  test("the next part waits in the queue, once", async () => {
    await start();
    const jobs = await db.execute(sql`
      select from graphile_worker.jobs where key = 'bulk_action:' || ${await runningDeletion()}`);
    expect(jobs).toHaveLength(1);
  });
});

test("fewer than 500 users go in the request", async () => {
  await start();
  await runBulkAction({ db, bulkActionId: await runningDeletion() });
  await cancelDeletion({ ctx: await ada(), input: globex() });
  expect(await usersLeft()).toBe(200);
  expect(await start()).toEqual({ gone: true });
  await expect(start()).rejects.toThrow(NotFound);
  await expect(cancelDeletion({ ctx: await ada(), input: globex() })).rejects.toThrow(NotFound);
});

const BY_NAME = { sort: "name", descending: false, search: "", after: null, before: null } as const;
