import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { Conflict } from "@/db/errors";
import { deleteInvitations } from "@/db/invitations/delete";
import { listInvitations } from "@/db/invitations/list";
import { BULK_EMAIL_PRIORITY } from "@/db/queue/enqueue";
import { bulkActionState, matchingInput, pendingInvitations, runToTheEnd } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf, letTimePass } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { countMatching, deleteMatching, resendMatching } from "./start-matching";

const { db } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const alex = () => scenario.contextOf("alex", "acme");

const pending = async () => (await pendingInvitations(scenario)).map(({ username }) => username);

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
});
