import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Conflict, Invalid, Limited, NotFound } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { bulkActions, groups, invitations } from "@/db/schema";
import { bulkActionState, csvFile, draftForm, seedMany } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { lastDay } from "@/lib/dates";
import { deleteOldDrafts } from "./delete-drafts";
import { draftInvitations } from "./draft";
import { findDraftText } from "./find-draft";
import { getBulkAction } from "./get";
import type { DraftInput } from "./input";
import { listBulkActionRows } from "./list-rows";
import { startBulkAction } from "./start";

const { db, url } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const draft = async (form: Partial<DraftInput>, by: "alex" | "ada" = "alex") =>
  draftInvitations({ ctx: await scenario.contextOf(by, "acme"), input: draftForm(form) });

/** The first field error. */
const fieldError = async (form: Partial<DraftInput>): Promise<string> => {
  const error = await draft(form).catch((error: unknown) => error);
  if (!(error instanceof Invalid)) throw new Error("The draft was not rejected.");
  return Object.values(error.fields)[0] ?? "";
};

const group = async (name: string) =>
  (
    await db
      .insert(groups)
      .values({ organizationId: scenario.organizations.acme.id, name })
      .returning({ id: groups.id })
  )[0]?.id ?? "";

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

  test("gives each user the groups of all their lines and the groups chosen for everyone, ignoring case and duplicates", async () => {
    const [support, sales] = [await group("Support"), await group("Sales")];
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

  test("can be pasted as a table, and the form shows it again as it was entered", async () => {
    const { acme } = scenario.organizations;
    const [support] = [await group("Support"), await group('Sales, "north"')];
    const day = lastDay(new Date(Date.now() + 7 * 86_400_000));
    const table = 'username,groups\ngrace,"Sales, ""north"""\nlinus,';
    const id = await draft({
      usernames: table,
      groupIds: [support],
      note: "Hello",
      lifetimeHours: 5,
      endsOn: day,
    });
    const ctx = await scenario.contextOf("alex", "acme");
    expect(await findDraftText(ctx, id)).toEqual({
      ...{ usernames: table, groupIds: [support], note: "Hello", lifetimeHours: 5, endsOn: day },
    });
    const names = await draft({ usernames: "grace linus" });
    expect(await findDraftText(ctx, names)).toMatchObject({ usernames: "grace\nlinus", groupIds: [] });
    expect(await findDraftText(await scenario.contextOf("ada", "acme"), id)).toBeNull();
    expect(await findDraftText(ctx, acme.id)).toBeNull();
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
      startedBy: "alex of acme",
    });
    await expect(
      getBulkAction({ ctx: await scenario.contextOf("ada", "acme"), bulkActionId: id }),
    ).rejects.toThrow(NotFound);
    const ada = { ctx: await scenario.contextOf("ada", "acme"), bulkActionId: id, input: ALL };
    expect((await listBulkActionRows(ada)).rows).toEqual([]);
    await expect(startBulkAction({ ctx: ada.ctx, input: { bulkActionId: id } })).rejects.toThrow(NotFound);
    await expect(
      getBulkAction({ ctx: await scenario.contextOf("ada", "globex"), bulkActionId: id }),
    ).rejects.toThrow(NotFound);
    expect(await auditOf(scenario, "acme", "bulk-actions.create")).toMatchObject([
      { subjectName: null, details: { kind: "invite", size: 2, unknown: 1 } },
    ]);
  });

  test("of 10,000 users takes as many statements as a draft of two", async () => {
    const many = await seedMany(scenario, "meridian", 10_000);
    const ctx = await scenario.contextOf("alex", "acme");
    const support = await group("Support");
    const statements = async (usernames: string[]) => {
      let count = 0;
      const counting = createDatabase(url, { connections: 4, onStatement: () => count++ });
      const input = draftForm(
        csvFile(`username,groups\n${usernames.map((name) => `${name},Support\n`).join("")}`),
      );
      const id = await draftInvitations({
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
    expect(await statements(many)).toBe(few);
    expect(few).toBeLessThanOrEqual(17);
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

describe("a draft with errors is not saved, and the errors are shown by line", () => {
  test("in a file: invalid usernames, unknown groups and groups that the inviter can't grant", async () => {
    const { acme } = scenario.organizations;
    const inviting = await seedGroup(db, acme.id, ["invitations.create"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), inviting.id);
    const input = draftForm(csvFile("username,groups\ngrace,Nowhere\na b,\nlinus,administrators\n"));
    const sam = draftInvitations({ ctx: await scenario.contextOf("sam", "acme"), input });
    await expect(sam).rejects.toThrow(/^Nobody was invited\. Mend these lines/);
    await sam.catch((error: unknown) => {
      expect(error instanceof Invalid && error.fields.file?.split("\n")).toEqual([
        "Line 2: there is no group “Nowhere” here.",
        "Line 3: “a b” cannot be a username: it holds white space, a comma or the like.",
        "Line 4: you cannot give “Administrators”: it allows more than you may do here yourself.",
      ]);
    });
    expect(await db.select().from(bulkActions).where(eq(bulkActions.organizationId, acme.id))).toEqual([]);
  });

  test("a group of another organization is unknown", async () => {
    await db.insert(groups).values({ organizationId: scenario.organizations.globex.id, name: "Theirs" });
    expect(await fieldError(csvFile("username,groups\ngrace,Theirs\n"))).toBe(
      "Line 2: there is no group “Theirs” here.",
    );
  });

  test("in pasted text: usernames that are too long, and no username at all", async () => {
    expect(await fieldError({ usernames: `grace\n${"x".repeat(65)}` })).toBe(
      `Line 2: “${"x".repeat(40)}…” is longer than 64 characters.`,
    );
    expect(await fieldError({ usernames: " \n, ;" })).toBe("Enter at least one username.");
    expect(await fieldError({ way: "file" })).toBe("Choose a file that is not empty.");
  });

  test("the first 20 errors are shown, and the number of the others", async () => {
    const lines = (await fieldError(csvFile(`username\n${"a b\n".repeat(25)}`))).split("\n");
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe("And 5 more.");
  });

  test("more than 10,000 usernames are rejected", async () => {
    const many = Array.from({ length: 10_001 }, (_, at) => `u${at}`).join("\n");
    const message = /^There are more than 10,000 usernames\. Divide/;
    expect(await fieldError({ usernames: many })).toMatch(message);
    expect(await fieldError({ usernames: "a\n".repeat(490_000) })).toMatch(message);
    expect(await fieldError(csvFile(`username\n${many}`))).toMatch(message);
  });

  test("more than 100 groups are rejected", async () => {
    const lines = Array.from({ length: 101 }, (_, at) => `u${at},g${at}`).join("\n");
    expect(await fieldError(csvFile(`username,groups\n${lines}`))).toMatch(
      /^The list names more than 100 groups\./,
    );
  });
});

describe("limits", () => {
  test("after 200 unknown usernames in an hour no more usernames are looked up, and nothing is saved", async () => {
    const unknown = Array.from({ length: 201 }, (_, at) => `unknown-${at}`);
    await expect(draft({ usernames: unknown.join("\n") })).rejects.toThrow(Limited);
    await draft({ usernames: unknown.slice(1).join("\n") });
    await expect(draft({ usernames: "grace" })).rejects.toThrow(/Try again in \d+ minutes?\./);
    expect(await auditOf(scenario, "acme", "bulk-actions.create")).toHaveLength(1);
  });

  test("starting more invitations than the daily limit allows is rejected with the number left, and nobody is invited", async () => {
    const bulkActionId = await draft({ usernames: "grace linus nobody" });
    await consume(db, "invitations-of-inviter", scenario.userId("alex"), 9_999);
    const ctx = await scenario.contextOf("alex", "acme");
    await expect(startBulkAction({ ctx, input: { bulkActionId } })).rejects.toThrow(
      /10,000 times a day\. 1 is left/,
    );
    expect(await bulkActionState(db, bulkActionId)).toMatchObject({ state: "draft" });
  });

  test("starting a draft several times counts against the daily limit once", async () => {
    const bulkActionId = await draft({ usernames: "grace linus nobody" });
    const ctx = await scenario.contextOf("alex", "acme");
    const start = () => startBulkAction({ ctx, input: { bulkActionId } });
    expect(await race(db, [start, start, start])).toMatchObject([
      { value: true },
      { value: false },
      { value: false },
    ]);
    await consume(db, "invitations-of-inviter", scenario.userId("alex"), 9_998);
    await expect(consume(db, "invitations-of-inviter", scenario.userId("alex"), 1)).rejects.toThrow(Limited);
    expect(await auditOf(scenario, "acme", "bulk-actions.start")).toHaveLength(1);
  });
});

test("a draft can't be created for a root organization, and can't be started if it would invite nobody", async () => {
  const input = draftForm({ usernames: "grace" });
  await expect(draftInvitations({ ctx: await scenario.contextOf("ada", "meridian"), input })).rejects.toThrow(
    Conflict,
  );
  const bulkActionId = await draft({ usernames: "nobody" });
  await expect(
    startBulkAction({ ctx: await scenario.contextOf("alex", "acme"), input: { bulkActionId } }),
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
