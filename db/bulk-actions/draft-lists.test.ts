import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { Invalid } from "@/db/errors";
import { groups } from "@/db/schema";
import {
  bulkActionState,
  createNamedGroup,
  csvFile,
  draftForm,
  runToTheEnd,
} from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { translatorFor } from "@/i18n/translator";
import { refusalText } from "@/lib/refusals";
import { createDraft } from "./create-draft";
import { findDraftText } from "./find-draft";
import type { DraftInput } from "./input";
import { startDraft } from "./start-draft";

const t = translatorFor("en");

const { db } = testDatabase();
let scenario: Scenario;
beforeEach(async () => {
  scenario = await seedScenario(db);
});

const draft = async (form: Partial<DraftInput>, by: "alex" | "ada" = "alex") =>
  createDraft({ ctx: await scenario.contextOf(by, "acme"), input: draftForm(form) });

/** The first field error. */
const fieldError = async (form: Partial<DraftInput>): Promise<string> => {
  const error = await draft(form).catch((error: unknown) => error);
  if (!(error instanceof Invalid)) throw new Error("The draft was not rejected.");
  return refusalText(t, Object.values(error.fields)[0] ?? error.reason);
};

describe("the preview shows the outcome of a row that can't be invited, and the other rows can be invited", () => {
  test("when a file has unreadable rows, unknown groups and groups that the inviter can't grant", async () => {
    const { acme } = scenario.organizations;
    const inviting = await seedGroup(db, acme.id, ["invitations.create"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), inviting.id);
    const ctx = await scenario.contextOf("sam", "acme");
    const text =
      "username,groups\ngrace,Nowhere\na b,Sales\nlinus,administrators\ndennis,\n,x\nnobody,Nowhere\n";
    const id = await createDraft({ ctx, input: draftForm(csvFile(text)) });
    expect(await bulkActionState(db, id)).toMatchObject({
      tally: { "group-gone": 1, unreadable: 2, ungrantable: 1, invited: 1, "not-a-user-of-parent": 1 },
      outcomes: [
        "grace: group-gone",
        "a b: unreadable",
        "linus: ungrantable",
        "dennis: invited",
        ": unreadable",
        "nobody: not-a-user-of-parent",
      ],
      rows: [
        { details: { groups: ["Nowhere"] } },
        { details: { problem: { line: 3, reason: { code: "not-a-username", text: "a b" } } } },
        { details: { groups: ["Administrators"] } },
        { details: {} },
        { details: { problem: { line: 6, reason: { code: "username-missing" } } } },
        { details: { groups: ["Nowhere"] } },
      ],
    });
    expect((await findDraftText(ctx, id))?.usernames).toBe(
      "username,groups\ngrace,Nowhere\na b,Sales\nlinus,Administrators\ndennis,\n,x\nnobody,Nowhere",
    );
    await startDraft({ ctx, input: { bulkActionId: id } });
    await runToTheEnd(db, id);
    expect((await bulkActionState(db, id)).outcomes).toContain("dennis: invited");
    const events = await auditOf(scenario, "acme", "invitations.create");
    expect(events.map(({ subjectName }) => subjectName).sort()).toEqual([
      "dennis",
      "grace",
      "linus",
      null,
      null,
    ]);
    expect(events.map(({ details }) => details).filter(({ users }) => users !== undefined)).toEqual([
      { reason: "unreadable", groups: [], users: 2 },
    ]);
  });

  test("when one of a user's several lines names an unknown group", async () => {
    await createNamedGroup(scenario, "Support");
    const id = await draft(csvFile("username,groups\ngrace,Support\nlinus,\ngrace,Nowhere\n"));
    expect((await bulkActionState(db, id)).outcomes).toEqual(["grace: group-gone", "linus: invited"]);
    const ctx = await scenario.contextOf("alex", "acme");
    expect((await findDraftText(ctx, id))?.usernames).toBe(
      "username,groups\ngrace,Support | Nowhere\nlinus,",
    );
  });

  test("when a row names a group of another organization", async () => {
    await db.insert(groups).values({ organizationId: scenario.organizations.globex.id, name: "Theirs" });
    const id = await draft(csvFile("username,groups\ngrace,Theirs\n"));
    expect((await bulkActionState(db, id)).outcomes).toEqual(["grace: group-gone"]);
  });

  test("when the usernames are pasted", async () => {
    const id = await draft({ usernames: `grace\n${"x".repeat(65)}` });
    expect((await bulkActionState(db, id)).outcomes).toEqual([
      "grace: invited",
      `${"x".repeat(64)}: unreadable`,
    ]);
  });
});

describe("a draft shows how its list was read", () => {
  const sourceOf = async (form: Partial<DraftInput>) => (await bulkActionState(db, await draft(form))).source;

  test("with the columns, the encoding and the number of rows, which can be more than the number of users", async () => {
    const text = "Login;Department\ngrace;Größe\nlinus;\nGRACE;x\n";
    const file = new File([Buffer.from(text, "latin1")], "users.csv");
    expect(await sourceOf({ way: "file", file })).toEqual({
      rows: 3,
      columns: { usernameColumns: ["Login"], ignoredColumns: ["Department"] },
      encoding: "Windows-1252",
    });
  });

  test("with the first words next to email addresses that were left out, and the number of all such words", async () => {
    const lines = Array.from({ length: 22 }, (_, at) => `Somebody ${at} <u${at}@x.example>`);
    expect((await sourceOf({ usernames: lines.join("\n") }))?.leftOut).toEqual({
      first: lines.slice(0, 20).map((_, at) => `Somebody ${at}`),
      count: 22,
    });
  });

  test("without columns for pasted usernames", async () => {
    expect(await sourceOf({ usernames: "grace\nlinus\ngrace" })).toEqual({
      rows: 3,
      columns: null,
      encoding: null,
    });
  });
});

describe("a list that can't be read at all is rejected", () => {
  test("with too many groups of all users, whether or not an email address is known", async () => {
    const names = Array.from({ length: 100 }, (_, at) => `g${at}`);
    const { id } = scenario.organizations.acme;
    await db.insert(groups).values(names.map((name) => ({ organizationId: id, name })));
    const usernames = Array.from({ length: 999 }, (_, at) => `u${at}`);
    const lines = (...more: string[]) =>
      [...usernames, ...more].map((username) => `${username},${names.join("|")}\n`).join("");
    for (const address of ["grace@meridian.example", "nobody@meridian.example"]) {
      expect(await fieldError(csvFile(`username,groups\n${lines("grace", address)}`))).toMatch(/groups/);
    }
  });

  test("without usernames or a file", async () => {
    expect(await fieldError({ usernames: " \n, ;" })).toBe("Enter at least one username.");
    expect(await fieldError({ way: "file" })).toBe("This file is empty. Choose another file.");
    expect(await fieldError(csvFile("name\ngrace"))).toMatch(/^There is no column “username”/);
  });

  test("with more than 10,000 usernames", async () => {
    const many = Array.from({ length: 10_001 }, (_, at) => `u${at}`).join("\n");
    const message = /^There are more than 10,000 usernames\. Split/;
    expect(await fieldError({ usernames: many })).toMatch(message);
    expect(await fieldError({ usernames: "a\n".repeat(490_000) })).toMatch(message);
    expect(await fieldError(csvFile(`username\n${many}`))).toMatch(message);
  });

  test("with more than 100,000 groups of all users together", async () => {
    const groupIds = Array.from({ length: 11 }, () => randomUUID());
    const many = Array.from({ length: 10_000 }, (_, at) => `u${at}`).join("\n");
    expect(await fieldError({ usernames: many, groupIds })).toMatch(
      /^With these groups, the list has more than 100,000 group assignments\. Split/,
    );
  });

  test("with more than 100 groups", async () => {
    const lines = Array.from({ length: 101 }, (_, at) => `u${at},g${at}`).join("\n");
    expect(await fieldError(csvFile(`username,groups\n${lines}`))).toMatch(
      /^The list contains more than 100 different groups\./,
    );
  });
});
