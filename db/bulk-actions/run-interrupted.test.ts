import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import {
  bulkActionJobs,
  bulkActionState,
  pendingInvitations,
  runToTheEnd,
  seedMany,
  startInviting,
} from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import { runBulkAction } from "./run";

const { db, url } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const pending = () => pendingInvitations(scenario);

const queued = (task: string) => bulkActionJobs(scenario, task);

describe("after a crash nothing is lost or done twice", () => {
  const start = async (count: number) =>
    startInviting(await scenario.contextOf("alex", "acme"), {
      usernames: (await seedMany(scenario, "meridian", count)).join("\n"),
    });

  test("a batch that fails leaves no changes, and the next try completes it", async () => {
    const id = await start(700);
    const failing = createDatabase(url, {
      connections: 1,
      onStatement: (statement) => {
        if (statement.includes("update bulk_action_rows r")) throw new Error("killed");
      },
    });
    await expect(runBulkAction({ db: failing, bulkActionId: id })).rejects.toThrow();
    await failing.close();
    expect(await pending()).toEqual([]);
    expect(await runToTheEnd(db, id)).toBe(2);
    expect(await bulkActionState(db, id)).toMatchObject({ state: "finished", tally: { invited: 700 } });
    expect(await pending()).toHaveLength(700);
    expect(await queued("send-invitation")).toHaveLength(700);
  });

  test("two workers on the same bulk action process each row once", async () => {
    const id = await start(1700);
    const other = createDatabase(url, { connections: 2 });
    const results = await race(db, [
      () => runToTheEnd(db, id),
      () => runToTheEnd(other, id),
      () => runBulkAction({ db, bulkActionId: id }),
    ]);
    await other.close();
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    expect(await bulkActionState(db, id)).toMatchObject({ state: "finished", tally: { invited: 1700 } });
    expect(await pending()).toHaveLength(1700);
    expect(await auditOf(scenario, "acme", "invitations.create")).toHaveLength(1700);
    expect(await queued("send-invitation")).toHaveLength(1700);
  });

  test("running a finished bulk action again does nothing", async () => {
    const id = await start(3);
    await runToTheEnd(db, id);
    await runBulkAction({ db, bulkActionId: id });
    expect(await pending()).toHaveLength(3);
  });
});

describe("a bulk action stops when the user who started it can't run it anymore", () => {
  const inviteFirstBatch = async () => {
    const usernames = await seedMany(scenario, "meridian", BATCH_SIZE + 10);
    const id = await startInviting(await scenario.contextOf("alex", "acme"), {
      usernames: usernames.join("\n"),
    });
    await runBulkAction({ db, bulkActionId: id });
    return id;
  };

  test.each([
    [
      "a lost permission",
      { code: "starter-not-allowed" },
      sql`delete from group_roles where organization_id = `,
    ],
    [
      "a disabled organization",
      { code: "organization-inactive", organization: "Acme Travel" },
      sql`update organizations set disabled_at = now() where id = `,
    ],
    [
      "a disabled account",
      { code: "starter-gone" },
      sql`update users set disabled_at = now() where username = 'alex' and managing_organization_id = `,
    ],
    [
      "a deleted account",
      { code: "starter-gone" },
      sql`delete from users where username = 'alex' and managing_organization_id = `,
    ],
  ])(
    "%s stops it: invitations already created stay, the remaining rows are refused, and the stop is recorded",
    async (_, reason, statement) => {
      const id = await inviteFirstBatch();
      await db.execute(sql`${statement}${scenario.organizations.acme.id}`);
      await runBulkAction({ db, bulkActionId: id });
      expect(await bulkActionState(db, id)).toMatchObject({
        state: "stopped",
        reason,
        tally: { invited: BATCH_SIZE, refused: 10 },
      });
      expect(await pending()).toHaveLength(BATCH_SIZE);
      expect(await auditOf(scenario, "acme", "bulk-actions.stop")).toMatchObject([
        { actorId: null, outcome: "refused", details: { reason, refused: 10 } },
      ]);
    },
  );
});
