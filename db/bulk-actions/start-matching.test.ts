import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { Conflict, Forbidden } from "@/db/errors";
import { deleteInvitations } from "@/db/invitations/delete";
import { listInvitations } from "@/db/invitations/list";
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

const { db } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const asked = (input: Partial<MatchingInput> = {}): MatchingInput => ({
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

/** A thousand at a time, as by somebody who has invited them over the years. */
const bulkInvite = async (count: number) => {
  const names = await seedMany(scenario, "meridian", count);
  await db.execute(sql`
    insert into invitations (organization_id, parent_organization_id, root_id, user_id, username, name, search, lifetime_hours)
    select ${scenario.organizations.acme.id}, ${scenario.organizations.meridian.id}, ${scenario.organizations.meridian.id}, user_id, username, name, search, 72
    from memberships where organization_id = ${scenario.organizations.meridian.id} and username = any(${sql.param(names)}::text[])`);
};

describe("all that match", () => {
  test("are deleted, those of the filter and the search alone, with an audit row each", async () => {
    await scenario.invite("alex", "acme", ["grace", "linus", "margaret", "dennis"]);
    await db.execute(sql`update invitations set expires_at = now() - interval '1 hour'
      where organization_id = ${scenario.organizations.acme.id} and username in ('linus', 'dennis')`);
    const ctx = await alex();
    expect(await countMatching(ctx, { filter: "expired", search: "lin" })).toEqual({ count: 1, more: false });
    const id = await deleteMatching({ ctx, input: asked({ filter: "expired", search: "LIN" }) });
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
    ...(["all", "pending", "expired", "asked", "accepted"] as const).map((filter) => [filter, ""] as const),
    ...["lin", "IN", "gr_ce", "grace hopper", "nobody at all"].flatMap((search) =>
      (["all", "pending", "expired"] as const).map((filter) => [filter, search] as const),
    ),
  ])("are exactly the pending ones that the list shows: %s, searched for %j", async (filter, search) => {
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
      await expect(deleteMatching({ ctx, input: asked({ filter, search }) })).rejects.toThrow(Conflict);
      return;
    }
    const id = await deleteMatching({ ctx, input: asked({ filter, search }) });
    await runToTheEnd(db, id);
    expect((await bulkActionState(db, id)).outcomes).toEqual(shown.map((username) => `${username}: deleted`));
  });

  test("are sent again, with the pauses and limits of sending again told for each", async () => {
    await scenario.invite("alex", "acme", ["grace", "linus", "margaret"]);
    await letTimePass(scenario, "acme", "1 hour");
    await scenario.invite("alex", "acme", ["dennis"]);
    await db.execute(sql`update invitations set resent_at = array[now() - interval '3 hours', now() - interval '2 hours', now() - interval '1 hour']
      where organization_id = ${scenario.organizations.acme.id} and username = 'linus'`);
    await db.execute(sql`update users set disabled_at = now() where id = ${scenario.userId("margaret")}`);
    const id = await resendMatching({ ctx: await alex(), input: asked({ filter: "pending" }) });
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
    expect(grace?.priority).toBe(10);
  });

  test("are those of the moment when it was asked: what ends before its turn is left alone, what comes after too", async () => {
    await scenario.invite("alex", "acme", ["grace", "linus"]);
    const ctx = await alex();
    const id = await deleteMatching({ ctx, input: asked() });
    const { rows } = await bulkActionState(db, id);
    await deleteInvitations({ ctx, input: { invitationIds: [rows[0]?.invitationId ?? ""] } });
    await scenario.invite("alex", "acme", ["dennis"]);
    await runToTheEnd(db, id);
    expect((await bulkActionState(db, id)).outcomes).toEqual(["grace: ended", "linus: deleted"]);
    expect(await pending()).toEqual(["dennis"]);
  });

  test("asked for twice are one bulk action, also at once", async () => {
    await scenario.invite("alex", "acme", ["grace", "linus"]);
    await letTimePass(scenario, "acme", "1 hour");
    const [ctx, input] = [await alex(), asked()];
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

  test("are none any more: that is told, and no bulk action is left behind", async () => {
    const ctx = await alex();
    await expect(deleteMatching({ ctx, input: asked() })).rejects.toThrow(Conflict);
    expect(
      await db
        .select()
        .from(bulkActions)
        .where(eq(bulkActions.organizationId, scenario.organizations.acme.id)),
    ).toEqual([]);
  });

  test("of another organization are not among them", async () => {
    await scenario.invite("ada", "globex", ["grace"]);
    await expect(deleteMatching({ ctx: await alex(), input: asked() })).rejects.toThrow(Conflict);
  });

  test.each([
    ["invitations.send", resendMatching],
    ["invitations.delete", deleteMatching],
  ] as const)("need %s, and to see the list", async (permission, verb) => {
    await scenario.invite("alex", "acme", ["grace"]);
    const ctx = await alex();
    const without = (
      ...permissions: RequestContext["permissions"] extends ReadonlySet<infer P> ? P[] : never
    ) => ({
      ...ctx,
      permissions: new Set([...ctx.permissions].filter((held) => !permissions.includes(held))),
    });
    await expect(verb({ ctx: without(permission), input: asked() })).rejects.toThrow(Forbidden);
    await expect(verb({ ctx: without("invitations.view"), input: asked() })).rejects.toThrow(Forbidden);
    expect(await pending()).toEqual(["grace"]);
  });
});

test("while a bulk action of thousands runs, somebody else's single invitation is answered at once", async () => {
  await bulkInvite(3000);
  const id = await deleteMatching({ ctx: await alex(), input: asked() });
  const running = runToTheEnd(db, id);
  const times: number[] = [];
  for (const name of ["grace", "linus", "margaret", "dennis"]) {
    const began = performance.now();
    await scenario.invite("ada", "acme", [name]);
    times.push(performance.now() - began);
  }
  await running;
  expect(await bulkActionState(db, id)).toMatchObject({ state: "finished", tally: { deleted: 3000 } });
  expect(await pending()).toEqual(["dennis", "grace", "linus", "margaret"]);
  expect(Math.max(...times)).toBeLessThan(5000);
}, 60_000);

test("two bulk actions take turns: the small one is done while the large one still runs", async () => {
  await bulkInvite(BATCH_SIZE * 3);
  await scenario.invite("ada", "globex", ["grace"]);
  const large = await deleteMatching({ ctx: await alex(), input: asked() });
  const small = await deleteMatching({ ctx: await scenario.contextOf("ada", "globex"), input: asked() });
  const order = await db.execute<{ key: string }>(sql`
    select key from graphile_worker.jobs where key in (${`bulk_action:${large}`}, ${`bulk_action:${small}`}) order by priority, run_at, id`);
  expect(order.map(({ key }) => key)).toEqual([`bulk_action:${large}`, `bulk_action:${small}`]);
  await runBulkAction({ db, bulkActionId: large });
  const [first] = await db.execute<{ key: string }>(sql`
    select key from graphile_worker.jobs where key in (${`bulk_action:${large}`}, ${`bulk_action:${small}`}) order by priority, run_at, id limit 1`);
  expect(first?.key).toBe(`bulk_action:${small}`);
});
