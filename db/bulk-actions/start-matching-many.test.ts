import { sql } from "drizzle-orm";
import { Logger, runOnce, type TaskList } from "graphile-worker";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import {
  bulkActionState,
  insertInvitations,
  matchingInput,
  pendingInvitations,
  runToTheEnd,
} from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import { runBulkAction } from "./run";
import { deleteMatching, resendMatching } from "./start-matching";

const { db, url } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const alex = () => scenario.contextOf("alex", "acme");

const pending = async () => (await pendingInvitations(scenario)).map(({ username }) => username);

test("single invitations by other users stay fast while a bulk action of thousands runs", async () => {
  await insertInvitations(scenario, 3000);
  const id = await deleteMatching({ ctx: await alex(), input: matchingInput() });
  const running = runToTheEnd(db, id);
  const times: number[] = [];
  for (const name of ["grace", "linus", "margaret", "dennis"]) {
    const startedAt = performance.now();
    await scenario.invite("ada", "acme", [name]);
    times.push(performance.now() - startedAt);
  }
  await running;
  expect(await bulkActionState(db, id)).toMatchObject({ state: "finished", tally: { deleted: 3000 } });
  expect(await pending()).toEqual(["dennis", "grace", "linus", "margaret"]);
  expect(Math.max(...times)).toBeLessThan(5000);
}, 60_000);

test("top-level organizations take turns, so many bulk actions of one don't delay those of another", async () => {
  await insertInvitations(scenario, BATCH_SIZE * 2);
  await scenario.invite("ada", "europe", ["alex"]);
  await scenario.invite("ada", "globex", ["grace"]);
  await db.execute(sql`delete from graphile_worker._private_jobs where key like 'bulk_action:%'`);
  const start = async (start: typeof deleteMatching, organization: "acme" | "europe" | "globex") =>
    start({ ctx: await scenario.contextOf("ada", organization), input: matchingInput() });
  const names = new Map([
    [await start(deleteMatching, "acme"), "acme deletes"],
    [await start(resendMatching, "acme"), "acme resends"],
    [await start(deleteMatching, "europe"), "europe deletes"],
    [await start(deleteMatching, "globex"), "globex deletes"],
    [await start(resendMatching, "globex"), "globex resends"],
  ]);
  const order: string[] = [];
  const taskList: TaskList = {
    "run-bulk-action": async (payload) => {
      const { bulkActionId } = z.object({ bulkActionId: z.string() }).parse(payload);
      order.push(names.get(bulkActionId) ?? bulkActionId);
      await runBulkAction({ db, bulkActionId });
    },
  };
  const logger = new Logger(() => () => undefined);
  while ((await findBulkJobs()).length > 0) await runOnce({ connectionString: url, taskList, logger });
  expect(order).toEqual([
    ...["acme deletes", "globex deletes", "acme resends", "globex resends", "europe deletes"],
    ...["acme deletes", "acme resends", "acme deletes", "acme resends"],
  ]);
}, 60_000);

test("a bulk resend records the invitations that aren't resent in one event for each batch and reason", async () => {
  await insertInvitations(scenario, BATCH_SIZE + 10);
  await db.execute(sql`update users set email = null where id = ${scenario.userId("dennis")}`);
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  const resendAll = async () =>
    runToTheEnd(db, await resendMatching({ ctx: await alex(), input: matchingInput() }));
  await resendAll();
  const before = (await auditOf(scenario, "acme", "invitations.resend")).length;
  await resendAll();
  const events = (await auditOf(scenario, "acme", "invitations.resend")).slice(before);
  expect(events.map(({ outcome, details }) => [outcome, details.reason, details.users])).toEqual([
    ["refused", "too-soon", BATCH_SIZE],
    ["refused", "too-soon", 12],
  ]);
});

test("two bulk actions take turns, so a small one finishes while a large one is still running", async () => {
  await insertInvitations(scenario, BATCH_SIZE * 3);
  await scenario.invite("ada", "globex", ["grace"]);
  const large = await deleteMatching({ ctx: await alex(), input: matchingInput() });
  const small = await deleteMatching({
    ctx: await scenario.contextOf("ada", "globex"),
    input: matchingInput(),
  });
  const order = await db.execute<{ key: string }>(sql`
    select key from graphile_worker.jobs where key in (${`bulk_action:${large}`}, ${`bulk_action:${small}`})
    order by priority, run_at, id`);
  expect(order.map(({ key }) => key)).toEqual([`bulk_action:${large}`, `bulk_action:${small}`]);
  await runBulkAction({ db, bulkActionId: large });
  const [first] = await db.execute<{ key: string }>(sql`
    select key from graphile_worker.jobs where key in (${`bulk_action:${large}`}, ${`bulk_action:${small}`})
    order by priority, run_at, id limit 1`);
  expect(first?.key).toBe(`bulk_action:${small}`);
});

const findBulkJobs = () => db.execute(sql`select from graphile_worker.jobs where key like 'bulk_action:%'`);
