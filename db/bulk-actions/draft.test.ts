import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Conflict, NotFound } from "@/db/errors";
import { bulkActions, invitations } from "@/db/schema";
import { bulkActionState, createNamedGroup, csvFile, draftForm, seedMany } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { createDraft } from "./create-draft";
import { deleteOldDrafts } from "./delete-drafts";
import { discardDraft } from "./discard-draft";
import { getBulkAction } from "./get";
import type { DraftInput } from "./input";
import { listBulkActionRows } from "./list-rows";
import { startDraft } from "./start-draft";

const { db, url } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const draft = async (form: Partial<DraftInput>, by: "alex" | "ada" = "alex") =>
  createDraft({ ctx: await scenario.contextOf(by, "acme"), input: draftForm(form) });

describe("a draft", () => {
  test("previews the outcome for each username and invites nobody", async () => {
    await scenario.invite("alex", "acme", ["dennis"]);
    const id = await draft({ usernames: "Grace, dennis sam\nbarbara;ken\nhank nobody GRACE" });
    expect(await bulkActionState(db, id)).toMatchObject({
      state: "draft",
      size: 7,
      tally: {
        invited: 1,
        "already-invited": 1,
        "already-a-user": 1,
        "no-email": 1,
        "account-disabled": 1,
        "not-a-user-of-parent": 2,
      },
      outcomes: [
        "grace: invited",
        "dennis: already-invited",
        "sam: already-a-user",
        "barbara: no-email",
        "ken: account-disabled",
        "hank: not-a-user-of-parent",
        "nobody: not-a-user-of-parent",
      ],
    });
    const pending = await db
      .select()
      .from(invitations)
      .where(eq(invitations.organizationId, scenario.organizations.acme.id));
    expect(pending).toHaveLength(1);
  });

  test("previews that an expired invitation will be replaced", async () => {
    await scenario.inviteAndDeliver("alex", "acme", "grace");
    await db
      .update(invitations)
      .set({ expiresAt: sql`now()` })
      .where(eq(invitations.organizationId, scenario.organizations.acme.id));
    expect((await bulkActionState(db, await draft({ usernames: "grace" }))).outcomes).toEqual([
      "grace: invited",
    ]);
  });

  test("gives each user the groups of all their lines and those chosen for everyone, ignoring case and duplicates", async () => {
    const [support, sales] = [
      await createNamedGroup(scenario, "Support"),
      await createNamedGroup(scenario, "Sales"),
    ];
    const id = await draft({
      ...csvFile("username,groups\ngrace,SUPPORT|sales\nlinus,\ngrace,Sales\n"),
      groupIds: [support],
    });
    const { rows } = await listBulkActionRows({
      ctx: await scenario.contextOf("alex", "acme"),
      bulkActionId: id,
      input: ALL,
    });
    expect(rows.map(({ username, groups }) => [username, ...groups])).toEqual([
      ["grace", "Sales", "Support"],
      ["linus", "Support"],
    ]);
    expect(sales).not.toBe("");
  });

  test("is created once for identical requests, even simultaneous ones; a different request creates another draft", async () => {
    const form = draftForm({ usernames: "grace linus" });
    const results = await race(
      db,
      Array.from({ length: 3 }, () => () => draft(form)),
    );
    const id = await draft(form);
    for (const result of results) expect(result).toEqual({ status: "fulfilled", value: id });
    expect(await draft({ ...form, usernames: "grace" })).not.toBe(id);
    expect(await draft(form, "ada")).not.toBe(id);
    expect(await auditOf(scenario, "acme", "bulk-actions.create")).toHaveLength(3);
  });

  test("is visible only to its creator, and the number of unknown usernames is recorded", async () => {
    const id = await draft({ usernames: "grace nobody" });
    const ctx = await scenario.contextOf("alex", "acme");
    expect(await getBulkAction({ ctx, bulkActionId: id })).toMatchObject({
      own: true,
      startedBy: "Alex Morgan",
    });
    await expect(
      getBulkAction({ ctx: await scenario.contextOf("ada", "acme"), bulkActionId: id }),
    ).rejects.toThrow(NotFound);
    const ada = { ctx: await scenario.contextOf("ada", "acme"), bulkActionId: id, input: ALL };
    expect((await listBulkActionRows(ada)).rows).toEqual([]);
    await expect(startDraft({ ctx: ada.ctx, input: { bulkActionId: id } })).rejects.toThrow(NotFound);
    await expect(
      getBulkAction({ ctx: await scenario.contextOf("ada", "globex"), bulkActionId: id }),
    ).rejects.toThrow(NotFound);
    expect(await auditOf(scenario, "acme", "bulk-actions.create")).toMatchObject([
      { subjectName: null, details: { kind: "invite", size: 2, unknown: 1 } },
    ]);
  });

  test("of 10,000 users takes nine more statements than a draft of two", async () => {
    const many = await seedMany(scenario, "meridian", 10_000);
    const ctx = await scenario.contextOf("alex", "acme");
    const support = await createNamedGroup(scenario, "Support");
    const statements = async (usernames: string[]) => {
      let count = 0;
      const counting = createDatabase(url, { connections: 4, onStatement: () => count++ });
      const input = draftForm(
        csvFile(`username,groups\n${usernames.map((name) => `${name},Support\n`).join("")}`),
      );
      const id = await createDraft({
        ctx: { ...ctx, db: counting },
        input: { ...input, groupIds: [support] },
      });
      await counting.close();
      expect(await getBulkAction({ ctx, bulkActionId: id })).toMatchObject({
        tally: { invited: usernames.length },
      });
      return count;
    };
    const few = await statements(["grace", "linus"]);
    const more = "two for each 2,000 users, and one that waits for no other large draft";
    expect(await statements(many), more).toBe(few + 2 * 4 + 1);
    expect(few, "with a transaction of its own that checks the rights").toBeLessThanOrEqual(21);
  });

  test("is deleted after a day, and each user keeps only their last five", async () => {
    const ids = [];
    for (const name of ["a", "b", "c", "d", "e", "f"]) ids.push(await draft({ usernames: name }));
    const remaining = async () =>
      (
        await db
          .select()
          .from(bulkActions)
          .where(eq(bulkActions.organizationId, scenario.organizations.acme.id))
      ).map(({ id }) => id);
    expect((await remaining()).sort()).toEqual(ids.slice(1).sort());
    await db
      .update(bulkActions)
      .set({ createdAt: sql`now() - interval '25 hours'` })
      .where(eq(bulkActions.id, ids[1] ?? ""));
    await deleteOldDrafts({ db });
    expect((await remaining()).sort()).toEqual(ids.slice(2).sort());
  });
});

test("only its creator can discard a draft, and only before it has started", async () => {
  const ctx = await scenario.contextOf("alex", "acme");
  const [one, two] = [await draft({ usernames: "grace" }), await draft({ usernames: "linus" })];
  const ada = await scenario.contextOf("ada", "acme");
  await expect(discardDraft({ ctx: ada, input: { bulkActionId: one } })).rejects.toThrow(NotFound);
  await startDraft({ ctx, input: { bulkActionId: two } });
  await expect(discardDraft({ ctx, input: { bulkActionId: two } })).rejects.toThrow(NotFound);
  await discardDraft({ ctx, input: { bulkActionId: one } });
  await expect(getBulkAction({ ctx, bulkActionId: one })).rejects.toThrow(NotFound);
  expect(await auditOf(scenario, "acme", "bulk-actions.discard")).toMatchObject([
    { actorName: "alex", details: { kind: "invite", size: 1 } },
  ]);
});

test("a draft can't be created for a root organization, and can't be started if it would invite nobody", async () => {
  const input = draftForm({ usernames: "grace" });
  await expect(createDraft({ ctx: await scenario.contextOf("ada", "meridian"), input })).rejects.toThrow(
    Conflict,
  );
  const bulkActionId = await draft({ usernames: "nobody" });
  await expect(
    startDraft({ ctx: await scenario.contextOf("alex", "acme"), input: { bulkActionId } }),
  ).rejects.toThrow(Conflict);
});

const ALL = {
  sort: "position",
  descending: false,
  search: "",
  after: null,
  before: null,
  filter: null,
} as const;
