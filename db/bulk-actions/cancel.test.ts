import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { Forbidden, NotFound } from "@/db/errors";
import { limitKey } from "@/db/limits/limits";
import { bulkActionState, seedMany, startInviting } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
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

/** A bulk invite of which one part is done. */
async function half(): Promise<string> {
  const many = await seedMany(scenario, "meridian", BATCH_SIZE + 10);
  const bulkActionId = await startInviting(await alex(), { usernames: many.join("\n") });
  await runBulkAction({ db, bulkActionId });
  return bulkActionId;
}

async function used(name: "invitations-of-inviter" | "invitations-of-organization"): Promise<number> {
  const id = name === "invitations-of-inviter" ? scenario.userId("alex") : scenario.organizations.acme.id;
  const [row] = await db.execute<{ points: number }>(sql`
    select points from rate_limits where key = ${limitKey(name, id)}`);
  return row?.points ?? 0;
}

test("a canceled bulk invite keeps what is done, refuses the rest, and is recorded", async () => {
  const bulkActionId = await half();
  await cancelBulkAction({ ctx: await alex(), input: { bulkActionId } });
  await runBulkAction({ db, bulkActionId });
  expect(await bulkActionState(db, bulkActionId)).toMatchObject({
    state: "stopped",
    reason: "alex of acme canceled it.",
    tally: { invited: BATCH_SIZE, refused: 10 },
  });
  expect(await auditOf(scenario, "acme", "bulk-actions.stop")).toMatchObject([
    { actorName: "alex", outcome: "done", details: { refused: 10 } },
  ]);
});

test("canceling gives back what was not done, once", async () => {
  const bulkActionId = await half();
  expect(await used("invitations-of-inviter")).toBe(BATCH_SIZE + 10);
  await cancelBulkAction({ ctx: await alex(), input: { bulkActionId } });
  await cancelBulkAction({ ctx: await alex(), input: { bulkActionId } });
  expect(await used("invitations-of-inviter")).toBe(BATCH_SIZE);
  expect(await used("invitations-of-organization")).toBe(BATCH_SIZE);
});

test("stopping for lost rights gives it back, too", async () => {
  const bulkActionId = await half();
  await db.execute(sql`delete from group_roles where organization_id = ${scenario.organizations.acme.id}`);
  await runBulkAction({ db, bulkActionId });
  expect(await used("invitations-of-inviter")).toBe(BATCH_SIZE);
});

test("nothing is given back to a day that began after the start", async () => {
  const bulkActionId = await half();
  await db.execute(
    sql`update bulk_actions set started_at = now() - interval '2 days' where id = ${bulkActionId}`,
  );
  await cancelBulkAction({ ctx: await alex(), input: { bulkActionId } });
  expect(await used("invitations-of-inviter")).toBe(BATCH_SIZE + 10);
});

test("a bulk delete can be canceled; it has taken from no limit", async () => {
  await scenario.invite("alex", "acme", ["grace"]);
  const before = await used("invitations-of-inviter");
  const input = { filter: "all", search: "", requestId: randomUUID() } as const;
  const bulkActionId = await deleteMatching({ ctx: await alex(), input });
  await cancelBulkAction({ ctx: await alex(), input: { bulkActionId } });
  expect(await bulkActionState(db, bulkActionId)).toMatchObject({ state: "stopped", tally: { refused: 1 } });
  expect(await used("invitations-of-inviter")).toBe(before);
});

test("it takes the permission to start one; one that is not there, or of another organization, is not found", async () => {
  const bulkActionId = await half();
  const ctx = await alex();
  const seeing = { ...ctx, permissions: new Set(["invitations.view"] as const) };
  await expect(cancelBulkAction({ ctx: seeing, input: { bulkActionId } })).rejects.toThrow(Forbidden);
  const hank = await scenario.contextOf("hank", "globex");
  for (const call of [
    { ctx: hank, input: { bulkActionId } },
    { ctx, input: { bulkActionId: randomUUID() } },
  ]) {
    await expect(cancelBulkAction(call)).rejects.toThrow(NotFound);
  }
  expect(await bulkActionState(db, bulkActionId)).toMatchObject({ state: "running" });
});
