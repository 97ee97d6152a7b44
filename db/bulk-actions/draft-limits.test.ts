import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { Forbidden, Limited } from "@/db/errors";
import { consume, requireLeft } from "@/db/limits/limits";
import { bulkActionState, createNamedGroup, csvFile, draftForm } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { createDraft } from "./create-draft";
import type { DraftInput } from "./input";
import { startDraft } from "./start-draft";

const { db } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const draft = async (form: Partial<DraftInput>, by: "alex" | "ada" = "alex") =>
  createDraft({ ctx: await scenario.contextOf(by, "acme"), input: draftForm(form) });

describe("limits", () => {
  const unknown = (count: number, from = 0) =>
    Array.from({ length: count }, (_, at) => `unknown-${from + at}`);

  test("a preview lists all 201 unknown usernames, and the known ones can be invited", async () => {
    const id = await draft({ usernames: [...unknown(201), "grace"].join("\n") });
    expect(await bulkActionState(db, id)).toMatchObject({
      tally: { "not-a-user-of-parent": 201, invited: 1 },
    });
    expect(await scenario.invite("alex", "acme", ["linus", "nobody"])).toMatchObject([
      { outcome: "invited" },
      { outcome: "not-a-user-of-parent" },
    ]);
    const ctx = await scenario.contextOf("alex", "acme");
    expect(await startDraft({ ctx, input: { bulkActionId: id } })).toBe(true);
  });

  test("an unknown username counts toward the limit once a day, even if it is previewed or invited several times", async () => {
    await consume(db, "usernames-previewed", scenario.userId("alex"), 1_700);
    for (let time = 0; time < 8; time++) await draft({ usernames: [...unknown(250), `u${time}`].join("\n") });
    expect(await scenario.invite("alex", "acme", unknown(250))).toHaveLength(250);
    await requireLeft(db, "usernames-previewed", scenario.userId("alex"), 42);
    await expect(requireLeft(db, "usernames-previewed", scenario.userId("alex"), 43)).rejects.toThrow(
      Limited,
    );
    await requireLeft(db, "username-lookups", scenario.userId("alex"), 200);
  });

  test("after 2,000 unknown usernames in a day, no further usernames are looked up", async () => {
    await consume(db, "usernames-previewed", scenario.userId("alex"), 1_998);
    const id = await draft({ usernames: "grace nobody linus never dennis" });
    expect((await bulkActionState(db, id)).outcomes).toEqual([
      "grace: invited",
      "nobody: not-a-user-of-parent",
      "linus: invited",
      "never: not-a-user-of-parent",
      "dennis: not-looked-up",
    ]);
    await expect(draft({ usernames: "grace" })).rejects.toThrow(
      /2,000 unknown usernames a day\. Try again in 24 hours\.$/,
    );
    expect(await auditOf(scenario, "acme", "bulk-actions.create")).toHaveLength(1);
    expect(await auditOf(scenario, "acme", "invitations.create")).toMatchObject([{ outcome: "refused" }]);
  });

  test("simultaneous previews reveal no more usernames than consecutive ones", async () => {
    const drafts = [0, 1, 2].map((at) => () => draft({ usernames: unknown(900, 1000 * at).join("\n") }));
    const results = await race(db, drafts, { lock: sql`lock table rate_limits in share mode` });
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    await requireLeft(db, "usernames-previewed", scenario.userId("alex"), 200);
  });

  test("one person's previews don't count toward the limit of another person in the organization", async () => {
    await draft({ usernames: unknown(2_000).join("\n") });
    const inviting = await seedGroup(db, scenario.organizations.acme.id, ["invitations.create"]);
    await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), inviting.id);
    const ctx = await scenario.contextOf("sam", "acme");
    await createDraft({ ctx, input: draftForm({ usernames: "grace nobody-else" }) });
    expect(await scenario.invite("sam", "acme", ["grace"])).toMatchObject([{ outcome: "invited" }]);
  });

  test("a top-level organization and its children can store one large preview; a second is refused immediately", async () => {
    const { id } = scenario.organizations.acme;
    const repeated = { usernames: Array.from({ length: 10_000 }, () => "grace").join("\n") };
    const unreadable = csvFile(`username\ngrace\n${"a b\n".repeat(1_000)}`);
    const few = { usernames: unknown(600).join("\n") };
    const europe = await scenario.contextOf("elena", "europe");
    await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('draft:' || ${id}::text, 0))`);
      await draft(repeated);
      await draft(few);
      for (const refused of [
        () => draft(unreadable),
        async () => draft({ ...few, groupIds: [await createNamedGroup(scenario, "Support")] }),
        () => createDraft({ ctx: europe, input: draftForm(unreadable) }),
      ]) {
        await expect(refused()).rejects.toThrow(/^Another preview is being created/);
      }
      const other = await scenario.contextOf("hank", "globex");
      await createDraft({ ctx: other, input: draftForm(unreadable) });
    });
  });

  test("one person can create 30 previews an hour in all organizations together; the list of the next isn't read", async () => {
    await draft({ usernames: "grace" }, "ada");
    await consume(db, "previews", scenario.userId("ada"), 29);
    const tooLarge = draftForm({ usernames: "x\n".repeat(400_000) });
    const ctx = await scenario.contextOf("ada", "globex");
    await expect(createDraft({ ctx, input: tooLarge })).rejects.toThrow(
      /^You can create up to 30 previews an hour\. Try again in 60 minutes\.$/,
    );
    await draft({ usernames: "grace" });
  });

  test("a rejected preview doesn't count toward the limits", async () => {
    const { administratorsGroupId } = scenario.organizations.acme;
    const inviting = await seedGroup(db, scenario.organizations.acme.id, ["invitations.create"]);
    await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), inviting.id);
    const ctx = await scenario.contextOf("sam", "acme");
    const input = draftForm({ usernames: unknown(50).join("\n"), groupIds: [administratorsGroupId] });
    await expect(createDraft({ ctx, input })).rejects.toThrow(Forbidden);
    await createDraft({ ctx, input: { ...input, groupIds: [] } });
    await requireLeft(db, "usernames-previewed", scenario.userId("sam"), 1_950);
  });

  test("starting more invitations than the daily limit allows invites nobody and says how many are left", async () => {
    const bulkActionId = await draft({ usernames: "grace linus nobody" });
    await consume(db, "invitations-of-inviter", scenario.userId("alex"), 9_999);
    const ctx = await scenario.contextOf("alex", "acme");
    await expect(startDraft({ ctx, input: { bulkActionId } })).rejects.toThrow(
      /10,000 invitations a day\. You have 1 left/,
    );
    expect(await bulkActionState(db, bulkActionId)).toMatchObject({ state: "draft" });
  });

  test("starting a draft several times counts against the daily limit once", async () => {
    const bulkActionId = await draft({ usernames: "grace linus nobody" });
    const ctx = await scenario.contextOf("alex", "acme");
    const start = () => startDraft({ ctx, input: { bulkActionId } });
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
