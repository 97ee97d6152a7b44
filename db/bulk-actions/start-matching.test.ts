import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { Logger, runOnce, type TaskList } from "graphile-worker";
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { Conflict, Forbidden } from "@/db/errors";
import { deleteInvitations } from "@/db/invitations/delete";
import { listInvitations } from "@/db/invitations/list";
import { consume, giveBack } from "@/db/limits/limits";
import { BULK_EMAIL_PRIORITY } from "@/db/queue/enqueue";
import type { RequestContext } from "@/db/request-context";
import { bulkActions, invitations } from "@/db/schema";
import { bulkActionState, runToTheEnd, seedMany } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf, letTimePass } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import type { MatchingInput } from "./input";
import { runBulkAction } from "./run";
import { countMatching, deleteMatching, resendMatching } from "./start-matching";

const { db, url } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const matchingInput = (input: Partial<MatchingInput> = {}): MatchingInput => ({
  ...{ filter: "all", search: "", requestId: randomUUID() },
  ...input,
});

const alex = () => scenario.contextOf("alex", "acme");

const pending = async () =>
  (
    await db
      .select()
      .from(invitations)
      .where(sql`organization_id = ${scenario.organizations.acme.id} and status = 'pending'`)
      .orderBy(invitations.username)
  ).map(({ username }) => username);

/** Inserts the invitations directly, because inviting thousands takes too long. */
const insertInvitations = async (count: number) => {
  const names = await seedMany(scenario, "meridian", count);
  const { acme, meridian } = scenario.organizations;
  await db.execute(sql`
    insert into invitations
      (organization_id, parent_organization_id, root_id, user_id, username, name, search, lifetime_hours)
    select ${acme.id}, ${meridian.id}, ${meridian.id}, user_id, username, name, search, 72
    from memberships where organization_id = ${meridian.id} and username = any(${sql.param(names)}::text[])`);
};

describe("a bulk action on all matching invitations", () => {
  test("deletes only those that match both the filter and the search, and records an event for each", async () => {
    await scenario.invite("alex", "acme", ["grace", "linus", "margaret", "dennis"]);
    await db.execute(sql`update invitations set expires_at = now() - interval '1 hour'
      where organization_id = ${scenario.organizations.acme.id} and username in ('linus', 'dennis')`);
    const ctx = await alex();
    expect(await countMatching(ctx, { filter: "expired", search: "lin" })).toEqual({ count: 1, more: false });
    const id = await deleteMatching({ ctx, input: matchingInput({ filter: "expired", search: "LIN" }) });
    await runToTheEnd(db, id);
    expect(await bulkActionState(db, id)).toMatchObject({
      state: "finished",
      size: 1,
      tally: { deleted: 1 },
      outcomes: ["linus: deleted"],
    });
    expect(await pending()).toEqual(["dennis", "grace", "margaret"]);
    expect(await auditOf(scenario, "acme", "invitations.delete")).toMatchObject([
      { subjectName: "linus", actorName: "alex" },
    ]);
    expect(await auditOf(scenario, "acme", "bulk-actions.start")).toMatchObject([
      { subjectName: null, details: { kind: "delete", size: 1, filter: "expired", search: "LIN" } },
    ]);
  });

  test.each([
    ...(["all", "pending", "expired", "requested", "accepted"] as const).map(
      (filter) => [filter, ""] as const,
    ),
    ...["lin", "IN", "gr_ce", "grace hopper", "nobody at all"].flatMap((search) =>
      (["all", "pending", "expired"] as const).map((filter) => [filter, search] as const),
    ),
  ])(
    "changes exactly the pending and expired invitations that the list shows with filter %s and search %j",
    async (filter, search) => {
      await scenario.invite("alex", "acme", ["grace", "linus", "margaret", "dennis"]);
      await scenario.invite("ada", "globex", ["linus", "grace"]);
      await db.execute(sql`update invitations set expires_at = now() - interval '1 hour'
      where organization_id = ${scenario.organizations.acme.id} and username in ('linus', 'dennis')`);
      const ctx = await alex();
      const { rows } = await listInvitations({
        ctx,
        input: { filter, search, sort: "username", descending: false, after: null, before: null },
        now: new Date(),
      });
      const shown = rows
        .filter(({ status }) => status === "pending" || status === "expired")
        .map(({ username }) => username);
      expect(await countMatching(ctx, { filter, search })).toEqual({ count: shown.length, more: false });
      if (shown.length === 0) {
        await expect(deleteMatching({ ctx, input: matchingInput({ filter, search }) })).rejects.toThrow(
          Conflict,
        );
        return;
      }
      const id = await deleteMatching({ ctx, input: matchingInput({ filter, search }) });
      await runToTheEnd(db, id);
      expect((await bulkActionState(db, id)).outcomes).toEqual(
        shown.map((username) => `${username}: deleted`),
      );
    },
  );

  test("resends them, with an outcome for each one that can't be resent yet", async () => {
    await scenario.invite("alex", "acme", ["grace", "linus", "margaret"]);
    await letTimePass(scenario, "acme", "1 hour");
    await scenario.invite("alex", "acme", ["dennis"]);
    await db.execute(sql`
      update invitations
      set resent_at = array[now() - interval '3 hours', now() - interval '2 hours', now() - interval '1 hour']
      where organization_id = ${scenario.organizations.acme.id} and username = 'linus'`);
    await db.execute(sql`update users set disabled_at = now() where id = ${scenario.userId("margaret")}`);
    const id = await resendMatching({ ctx: await alex(), input: matchingInput({ filter: "pending" }) });
    await runToTheEnd(db, id);
    const { outcomes, rows, tally } = await bulkActionState(db, id);
    expect(outcomes).toEqual([
      "dennis: too-soon",
      "grace: sent",
      "linus: too-often",
      "margaret: account-disabled",
    ]);
    expect(tally).toEqual({ sent: 1, "too-soon": 1, "too-often": 1, "account-disabled": 1 });
    expect(rows[0]?.details).toMatchObject({ lastAt: expect.any(String), from: expect.any(String) });
    const [grace] = await db.execute<{ priority: number }>(sql`
      select priority from graphile_worker.jobs where key = 'invitation:' || ${rows[1]?.invitationId ?? ""}::text`);
    expect(grace?.priority).toBe(BULK_EMAIL_PRIORITY);
  });

  test("changes only what was pending when it started, and skips invitations that end before it reaches them", async () => {
    await scenario.invite("alex", "acme", ["grace", "linus"]);
    const ctx = await alex();
    const id = await deleteMatching({ ctx, input: matchingInput() });
    const { rows } = await bulkActionState(db, id);
    await deleteInvitations({ ctx, input: { invitationIds: [rows[0]?.invitationId ?? ""] } });
    await scenario.invite("alex", "acme", ["dennis"]);
    await runToTheEnd(db, id);
    expect((await bulkActionState(db, id)).outcomes).toEqual(["grace: ended", "linus: deleted"]);
    expect(await pending()).toEqual(["dennis"]);
  });

  test("is created once for identical requests, even simultaneous ones", async () => {
    await scenario.invite("alex", "acme", ["grace", "linus"]);
    await letTimePass(scenario, "acme", "1 hour");
    const [ctx, input] = [await alex(), matchingInput()];
    const results = await race(
      db,
      Array.from({ length: 3 }, () => () => resendMatching({ ctx, input })),
    );
    const id = await resendMatching({ ctx, input });
    for (const result of results) expect(result).toEqual({ status: "fulfilled", value: id });
    await runToTheEnd(db, id);
    expect(await resendMatching({ ctx, input })).toBe(id);
    expect(await auditOf(scenario, "acme", "bulk-actions.start")).toHaveLength(1);
    expect(await auditOf(scenario, "acme", "invitations.resend")).toHaveLength(2);
  });

  test.each([
    ["resend", resendMatching],
    ["delete", deleteMatching],
  ] as const)("to %s can't start while another one is running", async (kind, start) => {
    await scenario.invite("alex", "acme", ["grace", "linus"]);
    await scenario.invite("ada", "globex", ["grace"]);
    const [ctx, other] = [await alex(), kind === "resend" ? deleteMatching : resendMatching];
    const results = await race(
      db,
      Array.from({ length: 3 }, () => () => start({ ctx, input: matchingInput() })),
    );
    const started = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(started).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(Conflict);
    }
    const ada = await scenario.contextOf("ada", "acme");
    await expect(start({ ctx: ada, input: matchingInput() })).rejects.toThrow(
      "A bulk action of this kind is already running. Wait until it finishes, or cancel it.",
    );
    await start({ ctx: await scenario.contextOf("ada", "globex"), input: matchingInput() });
    await runToTheEnd(db, started[0] ?? "");
    await scenario.invite("alex", "acme", ["dennis"]);
    await runToTheEnd(db, await start({ ctx: ada, input: matchingInput({ search: "dennis" }) }));
    await scenario.invite("alex", "acme", ["margaret"]);
    await other({ ctx, input: matchingInput({ search: "margaret" }) });
  });

  test.each([
    ["resend", resendMatching],
    ["delete", deleteMatching],
  ] as const)(
    "can %s 20 times a day in an organization, and repeating a request doesn't count",
    async (kind, start) => {
      await scenario.invite("alex", "acme", ["grace"]);
      const [ctx, input] = [await alex(), matchingInput()];
      const id = await start({ ctx, input });
      await consume(db, "bulk-changes", `${scenario.organizations.acme.id} ${kind}`, 19);
      expect(await start({ ctx, input })).toBe(id);
      await runToTheEnd(db, id);
      await scenario.invite("alex", "acme", ["linus"]);
      await expect(
        start({ ctx: await scenario.contextOf("ada", "acme"), input: matchingInput() }),
      ).rejects.toThrow(
        /^An organization can resend or delete all matching invitations 20 times a day\. Try again in 24 hours\.$/,
      );
      expect(await pending()).toContain("linus");
      await giveBack(db, "bulk-changes", `${scenario.organizations.acme.id} ${kind}`, 2); // one was rejected
      await expect(start({ ctx, input: matchingInput({ search: "nobody at all" }) })).rejects.toThrow(
        Conflict,
      );
      await start({ ctx, input: matchingInput() });
      await (kind === "resend" ? deleteMatching : resendMatching)({ ctx, input: matchingInput() });
    },
  );

  test("is rejected if no invitation matches, and no bulk action is created", async () => {
    const ctx = await alex();
    await expect(deleteMatching({ ctx, input: matchingInput() })).rejects.toThrow(Conflict);
    expect(
      await db
        .select()
        .from(bulkActions)
        .where(eq(bulkActions.organizationId, scenario.organizations.acme.id)),
    ).toEqual([]);
  });

  test("leaves out invitations of other organizations", async () => {
    await scenario.invite("ada", "globex", ["grace"]);
    await expect(deleteMatching({ ctx: await alex(), input: matchingInput() })).rejects.toThrow(Conflict);
  });

  test.each([
    ["invitations.send", resendMatching],
    ["invitations.delete", deleteMatching],
  ] as const)("needs %s and invitations.view", async (permission, startMatching) => {
    await scenario.invite("alex", "acme", ["grace"]);
    const ctx = await alex();
    const without = (
      ...permissions: RequestContext["permissions"] extends ReadonlySet<infer P> ? P[] : never
    ) => ({
      ...ctx,
      permissions: new Set([...ctx.permissions].filter((permission) => !permissions.includes(permission))),
    });
    await expect(startMatching({ ctx: without(permission), input: matchingInput() })).rejects.toThrow(
      Forbidden,
    );
    await expect(startMatching({ ctx: without("invitations.view"), input: matchingInput() })).rejects.toThrow(
      Forbidden,
    );
    expect(await pending()).toEqual(["grace"]);
  });
});

test("single invitations by other users stay fast while a bulk action of thousands runs", async () => {
  await insertInvitations(3000);
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
  await insertInvitations(BATCH_SIZE * 2);
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
  await insertInvitations(BATCH_SIZE + 10);
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
  await insertInvitations(BATCH_SIZE * 3);
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
