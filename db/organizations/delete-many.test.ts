import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { runBulkAction } from "@/db/bulk-actions/run";
import { NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { InvitationClosed } from "@/db/invitations/respond";
import { cancelDeletion } from "@/db/organizations/cancel-deletion";
import { enableOrganization } from "@/db/organizations/enable";
import { listOrganizations } from "@/db/organizations/list";
import { renameOrganization } from "@/db/organizations/rename";
import { invitations, memberships, sessions } from "@/db/schema";
import { runToTheEnd } from "@/db/testing/bulk-actions";
import { MANY, testLargeDeletion } from "@/db/testing/large-deletion";
import { auditOf } from "@/db/testing/queries";
import { race, waitUntilBlocked } from "@/db/testing/race";
import { seedAccounts } from "@/db/testing/seed-accounts";
import { BATCH_SIZE } from "@/lib/bulk-actions";

const deletion = testLargeDeletion();
const { db, ada, globex, start, getGlobex, runningDeletion, usersLeft } = deletion;

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
    expect(await auditOf(deletion.scenario, "globex", "users.delete")).toHaveLength(MANY);
    expect(await auditOf(deletion.scenario, "globex", "memberships.end")).toHaveLength(MANY);
    expect(await auditOf(deletion.scenario, "meridian", "bulk-actions.start")).toMatchObject([
      { actorName: "ada", subjectName: "Globex Retail" },
    ]);
    expect(await auditOf(deletion.scenario, "meridian", "organizations.delete")).toMatchObject([
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
    expect(await auditOf(deletion.scenario, "meridian", "bulk-actions.start")).toHaveLength(1);
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
      const input = { organizationId: deletion.scenario.organizations.acme.id, name: "Acme" };
      await renameOrganization({ ctx: await ada(), input });
      expect(await deletion.scenario.invite("alex", "acme", ["grace"])).toMatchObject([
        { outcome: "invited" },
      ]);
      expect(await getGlobex()).toMatchObject({ deletion: { deleted: BATCH_SIZE } });
      return [batch];
    });
    await Promise.all(batch);
    expect(await usersLeft()).toBe(MANY - 2 * BATCH_SIZE);
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
    const { meridian, globex } = deletion.scenario.organizations;
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
