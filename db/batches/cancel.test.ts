import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { PART } from "@/db/batches/bounds";
import { cancelBatch } from "@/db/batches/cancel";
import { runBatch } from "@/db/batches/run";
import { deleteMatching } from "@/db/batches/start-matching";
import { Forbidden, NotFound } from "@/db/errors";
import { limitKey } from "@/db/limits/limits";
import { batchState, seedMany, startInviting } from "@/db/testing/batches";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const alex = () => scenario.contextOf("alex", "acme");

/** A bulk invite of which one part is done. */
async function half(): Promise<string> {
  const many = await seedMany(scenario, "meridian", PART + 10);
  const batchId = await startInviting(await alex(), { usernames: many.join("\n") });
  await runBatch({ db, batchId });
  return batchId;
}

async function used(name: "invitations-of-inviter" | "invitations-of-organization"): Promise<number> {
  const id = name === "invitations-of-inviter" ? scenario.userId("alex") : scenario.organizations.acme.id;
  const [row] = await db.execute<{ points: number }>(sql`
    select points from rate_limits where key = ${limitKey(name, id)}`);
  return row?.points ?? 0;
}

test("a canceled bulk invite keeps what is done, refuses the rest, and is recorded", async () => {
  const batchId = await half();
  await cancelBatch({ ctx: await alex(), input: { batchId } });
  await runBatch({ db, batchId });
  expect(await batchState(db, batchId)).toMatchObject({
    state: "stopped",
    because: "alex of acme canceled it.",
    tally: { invited: PART, refused: 10 },
  });
  expect(await auditOf(scenario, "acme", "batches.stop")).toMatchObject([
    { actorName: "alex", outcome: "done", details: { refused: 10 } },
  ]);
});

test("canceling gives back what was not done, once", async () => {
  const batchId = await half();
  expect(await used("invitations-of-inviter")).toBe(PART + 10);
  await cancelBatch({ ctx: await alex(), input: { batchId } });
  await cancelBatch({ ctx: await alex(), input: { batchId } });
  expect(await used("invitations-of-inviter")).toBe(PART);
  expect(await used("invitations-of-organization")).toBe(PART);
});

test("stopping for lost rights gives it back, too", async () => {
  const batchId = await half();
  await db.execute(sql`delete from group_roles where organization_id = ${scenario.organizations.acme.id}`);
  await runBatch({ db, batchId });
  expect(await used("invitations-of-inviter")).toBe(PART);
});

test("nothing is given back to a day that began after the start", async () => {
  const batchId = await half();
  await db.execute(sql`update batches set started_at = now() - interval '2 days' where id = ${batchId}`);
  await cancelBatch({ ctx: await alex(), input: { batchId } });
  expect(await used("invitations-of-inviter")).toBe(PART + 10);
});

test("a bulk delete can be canceled; it has taken from no limit", async () => {
  await scenario.invite("alex", "acme", ["grace"]);
  const before = await used("invitations-of-inviter");
  const input = { filter: "all", search: "", requestId: randomUUID() } as const;
  const batchId = await deleteMatching({ ctx: await alex(), input });
  await cancelBatch({ ctx: await alex(), input: { batchId } });
  expect(await batchState(db, batchId)).toMatchObject({ state: "stopped", tally: { refused: 1 } });
  expect(await used("invitations-of-inviter")).toBe(before);
});

test("it takes the permission to start one; one that is not there, or of another organization, is not found", async () => {
  const batchId = await half();
  const ctx = await alex();
  const seeing = { ...ctx, permissions: new Set(["invitations.view"] as const) };
  await expect(cancelBatch({ ctx: seeing, input: { batchId } })).rejects.toThrow(Forbidden);
  const hank = await scenario.contextOf("hank", "globex");
  for (const call of [
    { ctx: hank, input: { batchId } },
    { ctx, input: { batchId: randomUUID() } },
  ]) {
    await expect(cancelBatch(call)).rejects.toThrow(NotFound);
  }
  expect(await batchState(db, batchId)).toMatchObject({ state: "running" });
});
