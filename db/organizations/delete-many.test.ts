import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { runBulkAction } from "@/db/bulk-actions/run";
import { createDatabase } from "@/db/client";
import { NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { InvitationClosed } from "@/db/invitations/respond";
import { cancelDeletion } from "@/db/organizations/cancel-deletion";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { getChildOrganization } from "@/db/organizations/get";
import { listOrganizations } from "@/db/organizations/list";
import { renameOrganization } from "@/db/organizations/rename";
import { invitations, memberships, sessions } from "@/db/schema";
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
  await seedAccounts(db, scenario.organizations.globex.id, MANY - 1); // The other one is hank.
  await disableOrganization({ ctx: await ada(), input: globex() });
});

const ada = () => scenario.contextOf("ada", "meridian");
const globex = () => ({ organizationId: scenario.organizations.globex.id });
const start = async () =>
  deleteOrganization({ ctx: await ada(), input: { ...globex(), name: "Globex Retail" } });
const getGlobex = async () => getChildOrganization({ ctx: await ada(), id: globex().organizationId });

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
  test("is deleted in batches with progress, and the audit log records every user and the organization", async () => {
    expect(await start()).toEqual({ deleted: false });
    expect(await getGlobex()).toMatchObject({ deletion: { deleted: BATCH_SIZE, size: MANY } });
    const bulkActionId = await runningDeletion();
    await runBulkAction({ db, bulkActionId });
    const { rows } = await listOrganizations({ ctx: await ada(), input: BY_NAME });
    expect(rows.find(({ name }) => name === "Globex Retail")).toMatchObject({
      deletion: { deleted: 2 * BATCH_SIZE, size: MANY },
    });
    await runBulkAction({ db, bulkActionId });
    await expect(getGlobex()).rejects.toThrow(NotFound);
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

  test("is deleted once, even if the deletion is started twice", async () => {
    expect(await race(db, [start, start])).toMatchObject([
      { value: { deleted: false } },
      { value: { deleted: false } },
    ]);
    expect(await start()).toEqual({ deleted: false });
    expect(await auditOf(scenario, "meridian", "bulk-actions.start")).toHaveLength(1);
    expect(await usersLeft()).toBe(MANY - BATCH_SIZE);
  });

  test("doesn't block other organizations while a batch is running", async () => {
    await start();
    const bulkActionId = await runningDeletion();
    const batch = await db.transaction(async (tx) => {
      // Locks these users, so that the batch waits for them while it holds its own locks.
      await tx.execute(sql`
        select from memberships where organization_id = ${globex().organizationId} for update`);
      const batch = runBulkAction({ db, bulkActionId });
      await waitUntilBlocked(db);
      const input = { organizationId: scenario.organizations.acme.id, name: "Acme" };
      await renameOrganization({ ctx: await ada(), input });
      expect(await scenario.invite("alex", "acme", ["grace"])).toMatchObject([{ outcome: "invited" }]);
      expect(await getGlobex()).toMatchObject({ deletion: { deleted: BATCH_SIZE } });
      return [batch];
    });
    await Promise.all(batch);
    expect(await usersLeft()).toBe(MANY - 2 * BATCH_SIZE);
  });
});

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
    expect(await auditOf(scenario, "meridian", "bulk-actions.stop")).toMatchObject([
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
      () => sql`delete from group_roles where organization_id = ${scenario.organizations.meridian.id}`,
    ],
    [
      "the actor's account is disabled",
      { code: "starter-gone" },
      () => sql`update users set disabled_at = now() where id = ${scenario.userId("ada")}`,
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
    expect(await auditOf(scenario, "meridian", "bulk-actions.stop")).toMatchObject([
      { actorId: null, outcome: "refused", details: { reason } },
    ]);
  });
});

describe("an invitation that a batch has left", () => {
  test("can't be accepted, even while the next batch is running", async () => {
    await inviteMany(BATCH_SIZE + 1);
    await start();
    const bulkActionId = await runningDeletion();
    const { response, userId } = await findPending();
    await expect(acceptInvitation(response)).rejects.toThrow(InvitationClosed);
    const [deleted, accepted] = await race(db, [
      () => runBulkAction({ db, bulkActionId }),
      () => acceptInvitation(response),
    ]);
    expect(deleted.status).toBe("fulfilled");
    expect(accepted).toMatchObject({ reason: expect.any(InvitationClosed) });
    const joined = await db
      .select()
      .from(memberships)
      .where(and(eq(memberships.userId, userId), eq(memberships.organizationId, globex().organizationId)));
    expect(joined).toEqual([]);
    await runToTheEnd(db, bulkActionId);
    await expect(getGlobex()).rejects.toThrow(NotFound);
  });

  /** Inserts invitations into globex directly, because inviting hundreds takes too long. */
  async function inviteMany(count: number): Promise<void> {
    const { meridian, globex } = scenario.organizations;
    await seedAccounts(db, meridian.id, count, "invited");
    await db.execute(sql`
      insert into invitations (
        organization_id, parent_organization_id, root_id, user_id, username, name, search, lifetime_hours, expires_at
      )
      select ${globex.id}, ${meridian.id}, root_id, user_id, username, name, search, 72, now() + interval '72 hours'
      from memberships
      where organization_id = ${meridian.id} and starts_with(username, 'invited-')`);
  }

  async function findPending() {
    const [left] = await db
      .select({ invitationId: invitations.id, userId: invitations.userId })
      .from(invitations)
      .where(eq(invitations.organizationId, globex().organizationId));
    if (!left) throw new Error("The first batch has deleted all invitations.");
    const { userId, invitationId } = left;
    const address = "192.0.2.1";
    const [session] = await db.insert(sessions).values({ userId, address }).returning();
    if (!session) throw new Error("The insert returned no row.");
    return { userId, response: { db, session, address, invitationId } };
  }
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
    expect(await auditOf(scenario, "globex", "users.delete")).toHaveLength(MANY);
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
    expect(await auditOf(scenario, "globex", "users.delete")).toHaveLength(MANY);
    expect(await auditOf(scenario, "meridian", "organizations.delete")).toHaveLength(1);
  });

  test("the next batch is queued once", async () => {
    await start();
    const jobs = await db.execute(sql`
      select from graphile_worker.jobs where key = 'bulk_action:' || ${await runningDeletion()}`);
    expect(jobs).toHaveLength(1);
  });
});

test("fewer than 500 users are deleted in the request", async () => {
  await start();
  await runBulkAction({ db, bulkActionId: await runningDeletion() });
  await cancelDeletion({ ctx: await ada(), input: globex() });
  expect(await usersLeft()).toBe(200);
  expect(await start()).toEqual({ deleted: true });
  await expect(start()).rejects.toThrow(NotFound);
  await expect(cancelDeletion({ ctx: await ada(), input: globex() })).rejects.toThrow(NotFound);
});

const BY_NAME = { sort: "name", descending: false, search: "", after: null, before: null } as const;
