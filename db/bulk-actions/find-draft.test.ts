import { beforeEach, expect, test } from "vitest";
import { deleteGroup } from "@/db/groups/delete";
import { createNamedGroup, draftForm, runToTheEnd, startInviting } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { lastDay } from "@/lib/days";
import { createDraft } from "./create-draft";
import { findDraftText } from "./find-draft";
import type { DraftInput } from "./input";

const { db } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

test("a pasted table is shown again as it was pasted, with the rest of the form", async () => {
  const { acme } = scenario.organizations;
  const [support] = [
    await createNamedGroup(scenario, "Support"),
    await createNamedGroup(scenario, 'Sales, "north"'),
  ];
  const day = lastDay(new Date(Date.now() + 7 * 86_400_000), "UTC");
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
    usernames: table,
    groupIds: [support],
    note: "Hello",
    lifetimeHours: 5,
    endsOn: day,
  });
  const names = await draft({ usernames: "grace linus" });
  expect(await findDraftText(ctx, names)).toMatchObject({ usernames: "grace\nlinus", groupIds: [] });
  expect(await findDraftText(await scenario.contextOf("ada", "acme"), id)).toBeNull();
  expect(await findDraftText(ctx, acme.id)).toBeNull();
});

test("a draft that is too long for a page is restored without its usernames", async () => {
  await createNamedGroup(scenario, "Booking managers");
  const ctx = await scenario.contextOf("alex", "acme");
  const restored = async (count: number, line: (at: number) => string) => {
    const lines = Array.from({ length: count }, (_, at) => line(at));
    const id = await draft({ usernames: `username,groups\n${lines.join("\n")}`, note: "Hello" });
    const text = await findDraftText(ctx, id);
    expect(text?.note).toBe("Hello");
    return text?.usernames?.split("\n").length ?? null;
  };
  expect(await restored(900, (at) => `${"<".repeat(90)} ${at},`), "a page of 1 MB").toBe(900);
  expect(await restored(1_000, (at) => `${"&".repeat(90)} ${at},`)).toBeNull();
  expect(await restored(10_000, (at) => `grace.holloway.${at},${at % 2 ? "Booking managers" : ""}`)).toBe(
    10_001,
  );
});

test("an ended bulk action is restored with the rows that can succeed in a retry", async () => {
  const support = await createNamedGroup(scenario, "Support");
  const ctx = await scenario.contextOf("alex", "acme");
  const id = await startInviting(ctx, {
    usernames: "username,groups\ngrace,\nnobody,\nsam,\nbarbara,\nlinus,Nope",
    groupIds: [support],
  });
  expect(await findDraftText(ctx, id)).toBeNull();
  await runToTheEnd(db, id);
  expect(await findDraftText(ctx, id)).toMatchObject({
    usernames: "username,groups\nnobody,\nbarbara,\nlinus,Nope",
    groupIds: [support],
  });
  expect(await findDraftText(await scenario.contextOf("ada", "acme"), id)).toBeNull();
});

test("a draft is restored without the groups that were deleted since", async () => {
  await createNamedGroup(scenario, "Support");
  const groupId = await createNamedGroup(scenario, "Sales");
  const id = await draft({ usernames: "username,groups\ngrace,Sales\nlinus,Support" });
  const ctx = await scenario.contextOf("alex", "acme");
  await deleteGroup({ ctx, input: { groupId } });
  expect(await findDraftText(ctx, id)).toMatchObject({
    usernames: "username,groups\ngrace,\nlinus,Support",
    groupIds: [],
  });
});

async function draft(form: Partial<DraftInput>): Promise<string> {
  return await createDraft({ ctx: await scenario.contextOf("alex", "acme"), input: draftForm(form) });
}
