import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { deleteInvitations } from "@/db/invitations/delete";
import { endAfter } from "@/db/memberships/end-date";
import { BULK_EMAIL_PRIORITY } from "@/db/queue/enqueue";
import { groups, invitationGroups } from "@/db/schema";
import {
  bulkActionJobs,
  bulkActionState,
  csvFile,
  pendingInvitations,
  runToTheEnd,
  seedMany,
  startInviting,
} from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import { lastDay } from "@/lib/days";
import { listBulkActionRows } from "./list-rows";
import { runBulkAction } from "./run";

const { db, url } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const pending = () => pendingInvitations(scenario);

const queued = (task: string) => bulkActionJobs(scenario, task);

describe("a bulk invite", () => {
  test("processes fewer rows in a batch if they have many groups, so that others don't wait long for its locks", async () => {
    const many = await seedMany(scenario, "meridian", 210);
    const chosen = await db.execute<{ id: string }>(sql`
      insert into groups (organization_id, name)
      select ${scenario.organizations.acme.id}, 'Group ' || n from generate_series(1, 100) n
      returning id`);
    const ctx = await scenario.contextOf("alex", "acme");
    const groupIds = chosen.map((group) => group.id);
    const id = await startInviting(ctx, { usernames: many.join("\n"), groupIds });
    await runBulkAction({ db, bulkActionId: id });
    expect(await bulkActionState(db, id)).toMatchObject({ state: "running", tally: { invited: 100 } });
    expect(await runToTheEnd(db, id)).toBe(2);
    expect(await bulkActionState(db, id)).toMatchObject({ state: "finished", tally: { invited: 210 } });
  });

  test("gives invitations their groups, note, lifetime and end date, and records an outcome and event for each row", async () => {
    const { acme } = scenario.organizations;
    const support = await seedGroup(db, acme.id, []);
    const end =
      endAfter(lastDay(new Date(Date.now() + 7 * 86_400_000), "UTC"), "UTC", new Date()) ?? new Date();
    const ctx = await scenario.contextOf("alex", "acme");
    const id = await startInviting(ctx, {
      ...csvFile(`username,groups\ngrace,${support.name}\nlinus,\nbarbara,\nnobody,${support.name}\n`),
      note: "Welcome!",
      lifetimeHours: 5,
      endsOn: lastDay(end, "UTC"),
    });
    await runToTheEnd(db, id);
    expect(await bulkActionState(db, id)).toMatchObject({
      state: "finished",
      tally: { invited: 2, "no-email": 1, "not-a-user-of-parent": 1 },
      outcomes: ["grace: invited", "linus: invited", "barbara: no-email", "nobody: not-a-user-of-parent"],
    });
    const [grace, linus] = await pending();
    expect(grace).toMatchObject({
      username: "grace",
      note: "Welcome!",
      lifetimeHours: 5,
      membershipEndsAt: end,
      inviterId: ctx.actor.id,
    });
    const invitedGroups = await db
      .select()
      .from(invitationGroups)
      .where(eq(invitationGroups.organizationId, acme.id));
    expect(invitedGroups).toMatchObject([{ invitationId: grace?.id, groupId: support.id }]);
    const { rows } = await bulkActionState(db, id);
    expect(rows.map(({ invitationId }) => invitationId)).toEqual([grace?.id, linus?.id, null, null]);
    const audited = await auditOf(scenario, "acme", "invitations.create");
    expect(audited.map(({ subjectName, outcome }) => `${subjectName}: ${outcome}`).sort()).toEqual([
      "barbara: refused",
      "grace: done",
      "linus: done",
      "null: refused",
    ]);
    expect(audited.every(({ actorName, address }) => actorName === "alex" && address === "192.0.2.1")).toBe(
      true,
    );
    expect(audited.map(({ details }) => details)).toEqual(
      Array(4).fill(expect.objectContaining({ lastDay: lastDay(end, "UTC") })),
    );
    expect(await auditOf(scenario, "acme", "bulk-actions.start")).toMatchObject([
      { details: { kind: "invite", size: 4 } },
    ]);
  });

  test("sends its emails after those of single invitations", async () => {
    const id = await startInviting(await scenario.contextOf("alex", "acme"), { usernames: "grace" });
    await runToTheEnd(db, id);
    await scenario.invite("alex", "acme", ["linus"]);
    const priorities = (await queued("send-invitation")).map(({ priority }) => priority).sort();
    expect(priorities).toEqual([0, BULK_EMAIL_PRIORITY]);
  });

  test("uses the current state of each user instead of the preview", async () => {
    const id = await startInviting(await scenario.contextOf("alex", "acme"), {
      usernames: "grace linus dennis",
    });
    await scenario.invite("ada", "acme", ["grace"]);
    await db.execute(sql`update users set disabled_at = now() where id = ${scenario.userId("linus")}`);
    await runToTheEnd(db, id);
    expect((await bulkActionState(db, id)).outcomes).toEqual([
      "grace: already-invited",
      "linus: account-disabled",
      "dennis: invited",
    ]);
  });

  test("reports groups that were deleted or became ungrantable since the preview, and invites the other users", async () => {
    const { acme } = scenario.organizations;
    const [deleted, ungrantable] = [await seedGroup(db, acme.id, []), await seedGroup(db, acme.id, [])];
    const inviters = await seedGroup(db, acme.id, ["invitations.create"]);
    await db.execute(sql`
      insert into membership_groups (organization_id, user_id, group_id)
      values (${acme.id}, ${scenario.userId("sam")}, ${inviters.id})`);
    const endsOn = lastDay(new Date(Date.now() + 7 * 86_400_000), "UTC");
    const id = await startInviting(await scenario.contextOf("sam", "acme"), {
      ...csvFile(`username,groups\ngrace,${deleted.name}\nlinus,${ungrantable.name}\ndennis,\n`),
      endsOn,
    });
    await db.delete(groups).where(eq(groups.id, deleted.id));
    await db.execute(sql`update roles set permissions = '{users.delete}' where id = ${ungrantable.roleId}`);
    await runToTheEnd(db, id);
    const { outcomes, rows } = await bulkActionState(db, id);
    expect(outcomes).toEqual(["grace: group-gone", "linus: ungrantable", "dennis: invited"]);
    expect(rows.map(({ details }) => details)).toEqual([
      { groups: [deleted.name] },
      { groups: [ungrantable.name] },
      {},
    ]);
    const audited = await auditOf(scenario, "acme", "invitations.create");
    expect(audited.map(({ subjectName, details }) => ({ subjectName, details }))).toEqual(
      expect.arrayContaining([
        { subjectName: "grace", details: { reason: "group-gone", groups: [deleted.name], lastDay: endsOn } },
        {
          subjectName: "linus",
          details: { reason: "ungrantable", groups: [ungrantable.name], lastDay: endsOn },
        },
        { subjectName: "dennis", details: { groups: [], lastDay: endsOn } },
      ]),
    );
    expect(audited).toHaveLength(3);
  });

  test("of 10,000 users takes at most 21 statements per batch and invites each user once", async () => {
    const many = await seedMany(scenario, "meridian", 10_000);
    const support = await seedGroup(db, scenario.organizations.acme.id, []);
    const ctx = await scenario.contextOf("alex", "acme");
    const id = await startInviting(ctx, { usernames: many.join("\n"), groupIds: [support.id] });
    const counts: number[] = [];
    let count = 0;
    const counting = createDatabase(url, { connections: 4, onStatement: () => count++ });
    while ((await bulkActionState(db, id)).state === "running") {
      count = 0;
      await runBulkAction({ db: counting, bulkActionId: id });
      counts.push(count);
    }
    await counting.close();
    expect(counts).toHaveLength(10_000 / BATCH_SIZE + 1);
    expect(Math.max(...counts)).toBeLessThanOrEqual(21);
    expect(await bulkActionState(db, id)).toMatchObject({ state: "finished", tally: { invited: 10_000 } });
    expect(await pending()).toHaveLength(10_000);
    expect(await queued("send-invitation")).toHaveLength(10_000);
    const { total, next } = await listBulkActionRows({
      ctx,
      bulkActionId: id,
      input: { ...ALL, filter: "invited" },
    });
    expect(total).toEqual({ count: 1000, more: true });
    const second = await listBulkActionRows({
      ctx,
      bulkActionId: id,
      input: { ...ALL, filter: "invited", after: next },
    });
    expect(second.rows[0]).toMatchObject({ position: 21, username: "many-21" });
  }, 180_000);
});

describe("the rows of a bulk action", () => {
  test("name the people who have an invitation that the viewer can see", async () => {
    const ctx = await scenario.contextOf("alex", "acme");
    const id = await startInviting(ctx, { usernames: "grace ken nobody" });
    await runToTheEnd(db, id);
    const namesFor = async (viewer: typeof ctx) => {
      const { rows } = await listBulkActionRows({ ctx: viewer, bulkActionId: id, input: ALL });
      return rows.map(({ username, name }) => [username, name]);
    };
    expect(await namesFor(ctx)).toEqual([
      ["grace", "Grace Holloway"],
      ["ken", null],
      ["nobody", null],
    ]);
    const permissions = new Set([...ctx.permissions].filter((one) => one !== "invitations.view"));
    expect(await namesFor({ ...ctx, permissions })).toEqual([
      ["grace", null],
      ["ken", null],
      ["nobody", null],
    ]);
    const [invited] = await db.execute<{ id: string }>(sql`
      select id from invitations where organization_id = ${ctx.organization.id} and username = 'grace'`);
    await deleteInvitations({ ctx, input: { invitationIds: [invited?.id ?? ""] } });
    await db.execute(sql`update users set name = 'Grace Newname' where id = ${scenario.userId("grace")}`);
    expect((await namesFor(ctx))[0], "as it was when the invitation was deleted").toEqual([
      "grace",
      "Grace Holloway",
    ]);
  });
});

const ALL = {
  sort: "position",
  descending: false,
  search: "",
  after: null,
  before: null,
  filter: null,
} as const;
