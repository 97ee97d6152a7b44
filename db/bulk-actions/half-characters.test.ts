import { beforeEach, expect, test } from "vitest";
import { bulkActionState, csvFile, draftForm } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { createDraft } from "./create-draft";
import type { DraftInput } from "./input";

const { db } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const pasted = (usernames: string) => ({ usernames });
const file = (text: string): Partial<DraftInput> => csvFile(text);

test.each([
  ["the name of an ignored column", file(`username,${"a".repeat(39)}😀 more\ngrace,x\n`), []],
  ["a name beside an address", pasted(`${"Grace ".repeat(6)}abc😀 Holloway <grace@meridian.example>`), []],
  ["a long line", file(`username\n${"b".repeat(299)}😀${"c".repeat(70_000)}\ngrace\n`), ["unreadable"]],
  ["the name of a group", file(`username,groups\nlinus,${"g".repeat(480)}😀x\ngrace,\n`), ["group-gone"]],
  ["an invalid username", pasted(`grace\n${"u".repeat(39)}😀${"v".repeat(60)}`), ["unreadable"]],
  ["a long invalid username", pasted(`grace\n${"u".repeat(256)}😀v`), ["unreadable"]],
  ["a list from a program", pasted(String.raw`["grace","a\ud800b"]`), ["unreadable"]],
  ["a list of objects", pasted(String.raw`[{"username":"grace","\udfff":"x"}]`), []],
])("half a character in %s doesn't keep others from being previewed", async (_, form, others) => {
  const ctx = await scenario.contextOf("alex", "acme");
  const { outcomes } = await bulkActionState(db, await createDraft({ ctx, input: draftForm(form) }));
  expect(outcomes).toContain("grace: invited");
  expect(
    outcomes.filter((line) => line !== "grace: invited").map((line) => line.replace(/.*: /s, "")),
  ).toEqual(others);
});
