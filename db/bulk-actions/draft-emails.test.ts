import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { consume } from "@/db/limits/limits";
import { users } from "@/db/schema";
import { bulkActionState, draftForm, runToTheEnd } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { createDraft } from "./create-draft";
import { findDraftText } from "./find-draft";
import type { DraftInput } from "./input";
import { listBulkActionRows } from "./list-rows";
import { startDraft } from "./start-draft";

const { db } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const draft = async (form: Partial<DraftInput>, by: "alex" | "ada" = "alex") =>
  createDraft({ ctx: await scenario.contextOf(by, "acme"), input: draftForm(form) });

describe("an email address in a list", () => {
  const outcomes = async (usernames: string) =>
    (await bulkActionState(db, await draft({ usernames }))).outcomes;

  test("means the user of the parent who has it, ignoring case, and counts once with their username", async () => {
    expect(
      await outcomes("Grace@Meridian.example grace linus@meridian.example hank@globex-retail.example"),
    ).toEqual(["grace: invited", "linus: invited", "hank@globex-retail.example: not-a-user-of-parent"]);
  });

  test("stays in the row, in its outcome and in the form, so that people recognize what they entered", async () => {
    const list = "linus\nGrace <Grace@meridian.example>\nmargaret@meridian.example margaret";
    const id = await draft({ usernames: list });
    const ctx = await scenario.contextOf("alex", "acme");
    const entered = async (search = "") => {
      const { rows } = await listBulkActionRows({ ctx, bulkActionId: id, input: { ...ALL, search } });
      return rows.map(({ username, details }) => [username, ...(details.entered ?? [])].join(" "));
    };
    const expected = ["linus", "grace grace@meridian.example", "margaret margaret@meridian.example"];
    expect(await entered()).toEqual(expected);
    expect(await entered("GRACE@meri")).toEqual(expected.slice(1, 2));
    expect(await findDraftText(ctx, id)).toMatchObject({
      usernames: "linus\ngrace@meridian.example\nmargaret@meridian.example",
    });
    await startDraft({ ctx, input: { bulkActionId: id } });
    await runToTheEnd(db, id);
    expect(await entered()).toEqual(expected);
  });

  test("means no user once the limit of unknown usernames is reached, so that it reveals nobody", async () => {
    await consume(db, "usernames-previewed", scenario.userId("alex"), 1_999);
    const list = [
      "grace",
      "nobody",
      ...["grace", "linus", "never"].map((name) => `${name}@meridian.example`),
    ].join("\n");
    const { outcomes, rows, source } = await bulkActionState(db, await draft({ usernames: list }));
    expect(outcomes).toEqual([
      "grace: invited",
      "nobody: not-a-user-of-parent",
      "grace@meridian.example: not-looked-up",
      "linus@meridian.example: not-looked-up",
      "never@meridian.example: not-looked-up",
    ]);
    expect(rows.map(({ details }) => details)).toEqual([{}, {}, {}, {}, {}]);
    expect(source?.rows).toBe(5);
  });

  test("means no user if two users have it, or if it is another user's username", async () => {
    await db
      .update(users)
      .set({ email: "shared@x.example", confirmedEmail: "shared@x.example" })
      .where(sql`username in ('grace', 'linus')`);
    await db.update(users).set({ username: "dennis@x.example" }).where(eq(users.username, "dennis"));
    await db
      .update(users)
      .set({ email: "dennis@x.example", confirmedEmail: "dennis@x.example" })
      .where(eq(users.username, "margaret"));
    expect(await outcomes("shared@x.example dennis@x.example")).toEqual([
      "shared@x.example: not-a-user-of-parent",
      "dennis@x.example: not-a-user-of-parent",
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
