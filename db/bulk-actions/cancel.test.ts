import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { Forbidden, NotFound } from "@/db/errors";
import { limitKey } from "@/db/limits/limits";
import { bulkActionState, seedMany, startInviting } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import { cancelBulkAction } from "./cancel";
import { runBulkAction } from "./run";
import { deleteMatching } from "./start-matching";

const { db } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const alex = () => scenario.contextOf("alex", "acme");

/** A bulk invite whose first batch has run and whose last ten rows are still waiting. */
async function inviteFirstBatch(): Promise<string> {
  const usernames = await seedMany(scenario, "meridian", BATCH_SIZE + 10);
  const bulkActionId = await startInviting(await alex(), { usernames: usernames.join("\n") });
  await runBulkAction({ db, bulkActionId });
  return bulkActionId;
}

async function consumed(name: "invitations-of-inviter" | "invitations-of-organization"): Promise<number> {
  const id = name === "invitations-of-inviter" ? scenario.userId("alex") : scenario.organizations.acme.id;
  const [row] = await db.execute<{ points: number }>(sql`
    select points from rate_limits where key = ${limitKey(name, id)}`);
  return row?.points ?? 0;
}

test("canceling a bulk invite keeps the invitations it created, refuses the remaining rows and is recorded", async () => {
  const bulkActionId = await inviteFirstBatch();
  await cancelBulkAction({ ctx: await alex(), input: { bulkActionId } });
  await runBulkAction({ db, bulkActionId });
  expect(await bulkActionState(db, bulkActionId)).toMatchObject({
    state: "stopped",
    reason: { code: "canceled-by", name: "Alex Morgan" },
    tally: { invited: BATCH_SIZE, refused: 10 },
  });
  expect(await auditOf(scenario, "acme", "bulk-actions.stop")).toMatchObject([
    { actorName: "alex", outcome: "done", details: { refused: 10 } },
  ]);
});

testBothOrders(
  "canceling while a batch is running keeps the rows that the batch processes",
  async (reversed) => {
    const usernames = await seedMany(scenario, "meridian", BATCH_SIZE + 10);
    const ctx = await alex();
    const bulkActionId = await startInviting(ctx, { usernames: usernames.join("\n") });
    const results = await race(
      db,
      [() => runBulkAction({ db, bulkActionId }), () => cancelBulkAction({ ctx, input: { bulkActionId } })],
      { reversed },
    );
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const invited = reversed ? 0 : BATCH_SIZE;
    const tally = { ...(invited ? { invited } : {}), refused: BATCH_SIZE + 10 - invited };
    const { state, tally: recorded, outcomes } = await bulkActionState(db, bulkActionId);
    expect({ state, tally: recorded }).toEqual({ state: "stopped", tally });
    expect(outcomes.filter((outcome) => outcome.endsWith(": invited"))).toHaveLength(invited);
    expect(await consumed("invitations-of-inviter")).toBe(invited);
  },
);

test("canceling twice gives the remaining invitations back to the daily limits only once", async () => {
  const bulkActionId = await inviteFirstBatch();
  expect(await consumed("invitations-of-inviter")).toBe(BATCH_SIZE + 10);
  await cancelBulkAction({ ctx: await alex(), input: { bulkActionId } });
  await cancelBulkAction({ ctx: await alex(), input: { bulkActionId } });
  expect(await consumed("invitations-of-inviter")).toBe(BATCH_SIZE);
  expect(await consumed("invitations-of-organization")).toBe(BATCH_SIZE);
});

test("a stop for a lost permission also gives the remaining invitations back to the daily limit", async () => {
  const bulkActionId = await inviteFirstBatch();
  await db.execute(sql`delete from group_roles where organization_id = ${scenario.organizations.acme.id}`);
  await runBulkAction({ db, bulkActionId });
  expect(await consumed("invitations-of-inviter")).toBe(BATCH_SIZE);
});

test("canceling gives nothing back if a new daily limit has begun since the bulk action started", async () => {
  const bulkActionId = await inviteFirstBatch();
  await db.execute(
    sql`update bulk_actions set started_at = now() - interval '2 days' where id = ${bulkActionId}`,
  );
  await cancelBulkAction({ ctx: await alex(), input: { bulkActionId } });
  expect(await consumed("invitations-of-inviter")).toBe(BATCH_SIZE + 10);
});

test("canceling a bulk delete changes no daily limit", async () => {
  await scenario.invite("alex", "acme", ["grace"]);
  const before = await consumed("invitations-of-inviter");
  const input = { filter: "all", search: "", requestId: randomUUID() } as const;
  const bulkActionId = await deleteMatching({ ctx: await alex(), input });
  await cancelBulkAction({ ctx: await alex(), input: { bulkActionId } });
  expect(await bulkActionState(db, bulkActionId)).toMatchObject({ state: "stopped", tally: { refused: 1 } });
  expect(await consumed("invitations-of-inviter")).toBe(before);
});

test("canceling needs the permission to start the bulk action; bulk actions of other organizations are not found", async () => {
  const bulkActionId = await inviteFirstBatch();
  const ctx = await alex();
  const viewerCtx = { ...ctx, permissions: new Set(["invitations.view"] as const) };
  await expect(cancelBulkAction({ ctx: viewerCtx, input: { bulkActionId } })).rejects.toThrow(Forbidden);
  const hank = await scenario.contextOf("hank", "globex");
  for (const call of [
    { ctx: hank, input: { bulkActionId } },
    { ctx, input: { bulkActionId: randomUUID() } },
  ]) {
    await expect(cancelBulkAction(call)).rejects.toThrow(NotFound);
  }
  expect(await bulkActionState(db, bulkActionId)).toMatchObject({ state: "running" });
});

test("invitations that can't be sent are given back to the daily limits", async () => {
  const bulkActionId = await startInviting(await alex(), { usernames: "grace linus dennis" });
  expect(await consumed("invitations-of-inviter")).toBe(3);
  await scenario.invite("ada", "acme", ["grace", "linus"]);
  await runBulkAction({ db, bulkActionId });
  expect(await bulkActionState(db, bulkActionId)).toMatchObject({
    tally: { invited: 1, "already-invited": 2 },
  });
  expect(await consumed("invitations-of-inviter")).toBe(1);
  expect(await consumed("invitations-of-organization")).toBe(3);
});
